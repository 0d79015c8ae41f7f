import { ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What the test runner sets and a developer's shell does not. */
const foreign =
  /^(NODE_ENV|NODE_OPTIONS|JEST_WORKER_ID|BACKSTAGE_.*|FORCE_COLOR)$/;

function plainEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !foreign.test(name)),
  ) as NodeJS.ProcessEnv;
}

/** Makes a target of a rendered repository; answers what it printed. */
export async function make(folder: string, target: string): Promise<string> {
  try {
    const { stdout } = await run('make', [target], {
      cwd: folder,
      maxBuffer: 16 * 1024 * 1024,
      env: {
        ...plainEnvironment(),
        npm_config_cache: join(folder, '..', 'npm-cache'),
        npm_config_audit: 'false',
        npm_config_update_notifier: 'false',
      },
    });
    return stdout;
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`make ${target} failed:\n${stdout}\n${stderr}`);
  }
}

/** The built service of a rendered repository, running. */
export class RenderedService {
  /** Lines of standard output, parsed. */
  readonly logs: Record<string, unknown>[] = [];
  readonly exited: Promise<number | null>;
  readonly #process: ChildProcess;
  #url?: string;

  constructor(folder: string, environment: Record<string, string> = {}) {
    this.#process = spawn(process.execPath, ['dist/main.js'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...plainEnvironment(),
        HOST: '127.0.0.1',
        PORT: '0',
        ...environment,
      },
    });
    this.exited = once(this.#process, 'exit').then(([code]) => code);
    createInterface({ input: this.#process.stdout! }).on('line', line =>
      this.logs.push(JSON.parse(line)),
    );
  }

  /** Where it listens, once it does. */
  async url(): Promise<string> {
    const line = await this.logged(/^Server listening at (http\S+)$/);
    this.#url ??= String(line.msg).split(' ').at(-1);
    return this.#url!;
  }

  /** The first line of the log with such a message, once it is there. */
  async logged(message: RegExp): Promise<Record<string, unknown>> {
    for (;;) {
      const line = this.logs.find(({ msg }) => message.test(String(msg)));
      if (line) {
        return line;
      }
      if (this.#process.exitCode !== null) {
        throw new Error(`It ended before it logged ${message}`);
      }
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  }

  signal(signal: NodeJS.Signals) {
    this.#process.kill(signal);
  }
}
