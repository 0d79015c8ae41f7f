import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { AddressInfo, createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { plainEnvironment } from './plainEnvironment';

/** How a service is started. */
export interface StartOptions {
  folder: string;
  /** The program, and its arguments. */
  command: string[];
  environment?: Record<string, string>;
}

/** A service of a golden path, running. */
export class RunningService {
  readonly url: string;
  /** Lines of standard output, parsed. */
  readonly logs: Record<string, unknown>[] = [];
  /** Lines of standard output that are no JSON. */
  readonly prose: string[] = [];
  /** The exit code, once it ended and all of its output was read. */
  readonly exited: Promise<number | null>;
  readonly #process: ChildProcess;
  #errors = '';

  private constructor(options: StartOptions & { port: number }) {
    const { folder, command, environment, port } = options;
    this.url = `http://127.0.0.1:${port}`;
    this.#process = spawn(command[0], command.slice(1), {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: plainEnvironment({
        HOST: '127.0.0.1',
        PORT: String(port),
        ...environment,
      }),
    });
    this.exited = once(this.#process, 'close').then(([code]) => code);
    this.#process.stderr!.on('data', chunk => {
      this.#errors += chunk;
    });
    createInterface({ input: this.#process.stdout! }).on('line', line => {
      try {
        this.logs.push(JSON.parse(line));
      } catch {
        this.prose.push(line);
      }
    });
  }

  /** Starts it; does not wait until it listens. */
  static async start(options: StartOptions): Promise<RunningService> {
    return new RunningService({ ...options, port: await freePort() });
  }

  /** What it wrote to standard error. */
  get errors(): string {
    return this.#errors;
  }

  /** Waits until it answers, and answers where. */
  async listening(): Promise<string> {
    await this.#until(async () => {
      const response = await fetch(`${this.url}/healthz`).catch(() => null);
      return response?.ok || undefined;
    }, 'it listened');
    return this.url;
  }

  /** The first line of the log that is so, once it is there. */
  async logged(
    matches: (line: Record<string, unknown>) => boolean,
  ): Promise<Record<string, unknown>> {
    return this.#until(() => this.logs.find(matches), 'it logged that');
  }

  /** Waits until a new connection is no longer served as one that may be. */
  async draining(): Promise<void> {
    await this.#until(async () => {
      const response = await fetch(`${this.url}/readyz`, {
        headers: { connection: 'close' },
      }).catch(() => null);
      return response?.status === 200 ? undefined : true;
    }, 'it drained');
  }

  signal(signal: NodeJS.Signals) {
    this.#process.kill(signal);
  }

  /** Ends it at once, should it run. */
  async kill(): Promise<void> {
    this.signal('SIGKILL');
    await this.exited;
  }

  async #until<T>(
    find: () => T | undefined | Promise<T | undefined>,
    what: string,
  ): Promise<T> {
    for (;;) {
      const found = await find();
      if (found !== undefined) {
        return found;
      }
      if (this.#process.exitCode !== null) {
        throw new Error(`It ended before ${what}:\n${this.#errors}`);
      }
      await sleep(20);
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
