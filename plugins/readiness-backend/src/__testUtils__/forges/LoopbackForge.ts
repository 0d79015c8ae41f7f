import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { tarball } from './tarball';

/** A repository with one branch, `main`. */
export interface LoopbackRepository {
  revision: string;
  files: Record<string, string>;
}

/** What is asked of a forge, and about which repository. */
export interface ForgeRequest {
  endpoint: string;
  repository: string;
  ref?: string;
  /** Revision that the caller has already. */
  known?: string;
}

/** How a forge behaves. */
export type Conduct = 'well' | 'broken' | 'silent' | 'truncating';

/**
 * A forge on loopback: speaks what Backstage's readers ask, packs real archives,
 * counts what it is asked, and misbehaves on command.
 */
export abstract class LoopbackForge {
  readonly repositories = new Map<string, LoopbackRepository>();
  /** Names of the endpoints that were asked, in order. */
  readonly asked: string[] = [];
  conduct: Conduct = 'well';
  /** Requests until it refuses. */
  remaining = 5_000;
  readonly limit = 5_000;
  resetsAt = new Date(0);
  readonly #server = createServer((request, response) => {
    this.#serve(request, response);
  });

  async start(): Promise<this> {
    await new Promise<void>(resolve =>
      this.#server.listen(0, '127.0.0.1', resolve),
    );
    return this;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }

  get host(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `127.0.0.1:${port}`;
  }

  /** How often each endpoint was asked since the last time. */
  counts(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const endpoint of this.asked.splice(0)) {
      counts[endpoint] = (counts[endpoint] ?? 0) + 1;
    }
    return counts;
  }

  /** Makes a repository, or another revision of it. */
  push(name: string, revision: number, files: Record<string, string>): void {
    this.repositories.set(name, {
      revision: String(revision).padStart(40, '0'),
      files,
    });
  }

  /** The config of the integration with it. */
  abstract get integration(): object;
  /** URL of a folder of a repository. */
  abstract urlOf(repository: string, folder?: string): string;
  protected abstract parse(
    url: URL,
    request: IncomingMessage,
  ): ForgeRequest | undefined;
  protected abstract answer(
    request: ForgeRequest,
    repository: LoopbackRepository,
    response: ServerResponse,
  ): void;
  protected abstract limitHeaders(): Record<string, string>;
  protected abstract refuse(response: ServerResponse): void;

  protected json(response: ServerResponse, body: unknown): void {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(body));
  }

  protected fail(response: ServerResponse, status: number): void {
    response.statusCode = status;
    this.json(response, { message: `${status}` });
  }

  protected archive(
    response: ServerResponse,
    { revision, files }: LoopbackRepository,
  ): void {
    const packed = tarball(`repository-${revision.slice(-7)}`, files);
    response.setHeader('content-type', 'application/gzip');
    response.end(
      this.conduct === 'truncating'
        ? packed.subarray(0, packed.length / 2)
        : packed,
    );
  }

  #serve(request: IncomingMessage, response: ServerResponse): void {
    const asked = this.parse(
      new URL(request.url ?? '/', `http://${this.host}`),
      request,
    );
    this.asked.push(asked?.endpoint ?? `unknown: ${request.url}`);
    if (this.conduct === 'silent') {
      return;
    }
    const repository = this.repositories.get(asked?.repository ?? '');
    const isRefused = this.remaining === 0;
    const isFree = repository && asked?.known === repository.revision;
    this.remaining -= isRefused || isFree ? 0 : 1;
    for (const [name, value] of Object.entries(this.limitHeaders())) {
      response.setHeader(name, value);
    }
    if (isRefused) {
      this.refuse(response);
    } else if (this.conduct === 'broken') {
      this.fail(response, 500);
    } else if (!asked || !repository) {
      this.fail(response, 404);
    } else if (isFree) {
      response.writeHead(304).end();
    } else {
      this.answer(asked, repository, response);
    }
  }
}
