import { once } from 'node:events';
import {
  createServer,
  IncomingHttpHeaders,
  IncomingMessage,
  ServerResponse,
} from 'node:http';
import { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { JsonObject } from '@backstage/types';
import { BareRepository } from './BareRepository';
import { gitHttpBackend } from './gitHttpBackend';

/** What an endpoint is asked. */
export interface Question {
  /** Parts of the path, by the name of their group in the pattern. */
  params: Record<string, string>;
  query: URLSearchParams;
  body: any;
}

/** Answers JSON, or bytes as they are. */
export type Endpoint = (question: Question) => Promise<unknown>;

/** An answer other than what was hoped for. */
export class Refusal extends Error {
  constructor(readonly status: number, message: string) {
    super(message);
  }
}

/** A request for a change, whatever the forge calls it. */
export interface Proposal {
  repository: string;
  from: string;
  to: string;
  title: string;
  body: string;
}

/**
 * A forge on loopback, over real repositories in a folder: answers what the
 * scaffolder's actions and the readers ask, and takes a real `git push`.
 */
export abstract class LoopbackForge {
  /** What was asked that it does not know. A test that leaves any has failed. */
  readonly unknown: string[] = [];
  readonly proposals: Proposal[] = [];
  /** Whether it takes pushes to the repositories that are made from now on. */
  takesPushes = true;
  /** The only token that it takes. */
  token = 'secret';
  readonly #repositories = new Map<string, BareRepository>();
  readonly #folder: string;
  readonly #server = createServer((request, response) => {
    this.#serve(request, response).catch(error => {
      this.unknown.push(`${request.method} ${request.url}: ${error}`);
      this.#send(response, 500, { message: `${error}` });
    });
  });

  /** @param folder - where its repositories are kept */
  constructor(folder: string) {
    this.#folder = folder;
  }

  async start(): Promise<this> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
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

  get url(): string {
    return `http://${this.host}`;
  }

  /** How Backstage is told of it, as part of `integrations`. */
  abstract get integration(): JsonObject;

  has(name: string): boolean {
    return this.#repositories.has(name);
  }

  /** @throws Refusal when there is no such repository */
  repository(name: string): BareRepository {
    const repository = this.#repositories.get(name);
    if (!repository) {
      throw new Refusal(404, 'Not Found');
    }
    return repository;
  }

  /** Makes an empty repository, such as `acme/intake`. */
  async create(name: string): Promise<BareRepository> {
    const folder = join(this.#folder, `${name}.git`);
    const repository = await BareRepository.create(folder);
    if (!this.takesPushes) {
      await repository.refusePushes();
    }
    this.#repositories.set(name, repository);
    return repository;
  }

  /** Endpoints by method and pattern of their path. */
  protected abstract readonly endpoints: Record<string, Endpoint>;
  /** What it says to a token that it does not take. */
  protected abstract readonly unauthorized: string;
  /** Who pushes with a token, in its habits. */
  protected abstract readonly pusher: string;

  async #serve(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const body = await buffer(request);
    const url = new URL(request.url!, this.url);
    if (/^\/[^/]+\/[^/]+\.git\//.test(url.pathname)) {
      await this.#serveGit(request, response, body);
      return;
    }
    try {
      const answer = await this.#answer(request, url, body);
      this.#send(response, request.method === 'POST' ? 201 : 200, answer);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#send(response, error.status, { message: error.message });
    }
  }

  async #answer(
    { method, headers }: IncomingMessage,
    { pathname, searchParams: query }: URL,
    body: Buffer,
  ): Promise<unknown> {
    for (const [pattern, endpoint] of Object.entries(this.endpoints)) {
      const match = new RegExp(`^${pattern}$`).exec(`${method} ${pathname}`);
      if (match) {
        if (!this.#isTaken(headers)) {
          throw new Refusal(401, this.unauthorized);
        }
        const params = Object.fromEntries(
          Object.entries(match.groups ?? {}).map(([name, value]) => [
            name,
            decodeURIComponent(value),
          ]),
        );
        const text = body.toString();
        return endpoint({ params, query, body: text && JSON.parse(text) });
      }
    }
    this.unknown.push(`${method} ${pathname}`);
    throw new Refusal(404, 'Not Found');
  }

  /** Whether a request shows the token, in one of the ways of the forges. */
  #isTaken(headers: IncomingHttpHeaders): boolean {
    const { authorization = '' } = headers;
    const basic = `basic ${this.#credentials}`;
    return (
      headers['private-token'] === this.token ||
      [`token ${this.token}`, `Bearer ${this.token}`, basic].includes(
        authorization,
      )
    );
  }

  /** What a push shows, and on Gitea every request. */
  get #credentials(): string {
    return Buffer.from(`${this.pusher}:${this.token}`).toString('base64');
  }

  async #serveGit(
    request: IncomingMessage,
    response: ServerResponse,
    body: Buffer,
  ): Promise<void> {
    if (request.headers.authorization !== `Basic ${this.#credentials}`) {
      response.setHeader('www-authenticate', 'Basic realm="forge"');
      this.#send(response, 401, { message: this.unauthorized });
      return;
    }
    const { pusher: user } = this;
    await gitHttpBackend(request, response, {
      folder: this.#folder,
      user,
      body,
    });
  }

  #send(response: ServerResponse, status: number, answer: unknown): void {
    response.statusCode = status;
    if (Buffer.isBuffer(answer)) {
      response.setHeader('content-type', 'application/octet-stream');
      response.end(answer);
    } else {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(answer));
    }
  }
}
