import { once } from 'node:events';
import {
  createServer,
  IncomingHttpHeaders,
  Server,
  ServerResponse,
} from 'node:http';
import { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';

/** A request that was received whole. */
export interface ReceivedRequest {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  /** Unpacked. */
  body: Buffer;
}

/** A stand-in for another service, which keeps what it was sent. */
export class LoopbackServer {
  readonly received: ReceivedRequest[] = [];
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  /** @param answer - ends the response, at once or later */
  static async start(
    answer: (response: ServerResponse) => void = response => response.end(),
  ): Promise<LoopbackServer> {
    const server = createServer();
    const loopback = new LoopbackServer(server);
    server.on('request', async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const body = Buffer.concat(chunks);
      loopback.received.push({
        method: request.method!,
        path: request.url!.split('?')[0],
        headers: request.headers,
        body:
          request.headers['content-encoding'] === 'gzip'
            ? gunzipSync(body)
            : body,
      });
      server.emit('received');
      answer(response);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return loopback;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  /** The first request, once it is there. */
  async request(): Promise<ReceivedRequest> {
    if (this.received.length === 0) await once(this.#server, 'received');
    return this.received[0];
  }

  async stop(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }
}
