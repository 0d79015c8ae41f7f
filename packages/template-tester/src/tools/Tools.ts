import { spawn } from 'node:child_process';
import {
  access,
  chmod,
  constants,
  mkdir,
  mkdtemp,
  rm,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, isAbsolute, join, normalize } from 'node:path';
import { InputError } from '@backstage/errors';

/** What a tool said. */
export interface ToolRun {
  /** Exit code; `undefined` when it was ended because it took too long. */
  code?: number;
  stdout: string;
  stderr: string;
}

/** A file to be laid out for tools. */
export interface FileToLay {
  path: string;
  content: string | Buffer;
  executable?: boolean;
}

/** More output than this says nothing new. */
const maxOutput = 1024 * 1024;

/** Runs programs that are at hand, in folders made for them. */
export class Tools {
  readonly #path: string;
  readonly #found = new Map<string, Promise<boolean>>();

  constructor(path: string) {
    this.#path = path;
  }

  /** Whether a program is on the PATH, as new as is asked for: `go >= 1.25`. */
  has(need: string): Promise<boolean> {
    const [tool, least] = need.split('>=').map(part => part.trim());
    const found =
      this.#found.get(need) ??
      (least === undefined ? this.#look(tool) : this.#isNew(tool, least));
    this.#found.set(need, found);
    return found;
  }

  /** Runs a program, and all that it starts, for as long as it may take. */
  run(
    command: string,
    args: string[],
    options: { cwd: string; seconds?: number; env?: Record<string, string> },
  ): Promise<ToolRun> {
    const { cwd, seconds = 60, env } = options;
    return new Promise((resolve, reject) => {
      const child = spawn(command, args, {
        cwd,
        env: { ...process.env, ...env, PATH: this.#path },
        stdio: ['ignore', 'pipe', 'pipe'],
        // A group of its own, so that it can be ended with all that it started.
        detached: true,
      });
      let isLate = false;
      const timer = setTimeout(() => {
        isLate = true;
        endGroup(child.pid);
      }, seconds * 1000);
      const texts = { stdout: '', stderr: '' };
      for (const name of ['stdout', 'stderr'] as const) {
        child[name].setEncoding('utf8').on('data', (text: string) => {
          if (texts[name].length < maxOutput) texts[name] += text;
        });
      }
      child.once('error', error => {
        clearTimeout(timer);
        reject(error);
      });
      child.once('exit', () => {
        // What it left running would keep its output open for ever.
        endGroup(child.pid);
      });
      child.once('close', code => {
        clearTimeout(timer);
        resolve({ code: isLate ? undefined : code ?? 1, ...texts });
      });
    });
  }

  /** Lays out files in a folder, which is removed afterwards. */
  async inFolder<T>(
    files: FileToLay[],
    use: (folder: string) => Promise<T>,
  ): Promise<T> {
    const folder = await mkdtemp(join(tmpdir(), 'airworthy-result-'));
    try {
      for (const { path, content, executable } of files) {
        const place = join(folder, path);
        if (isAbsolute(path) || normalize(path).startsWith('..')) {
          throw new InputError(`${path} leaves the folder of the result`);
        }
        await mkdir(dirname(place), { recursive: true });
        await writeFile(place, content);
        if (executable) await chmod(place, 0o755);
      }
      return await use(folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async #look(tool: string): Promise<boolean> {
    for (const folder of this.#path.split(delimiter).filter(Boolean)) {
      try {
        await access(join(folder, tool), constants.X_OK);
        return true;
      } catch {
        // Perhaps in the next one.
      }
    }
    return false;
  }

  /** Of a program that does not say its version, nobody knows that it is new enough. */
  async #isNew(tool: string, least: string): Promise<boolean> {
    if (!(await this.has(tool))) return false;
    for (const question of ['--version', 'version']) {
      // Some end with an error for another reason, such as a cluster that is away.
      const { stdout } = await this.run(tool, [question], {
        cwd: tmpdir(),
        seconds: 20,
      });
      // A number alone may belong to a name, as that of `md5sum` does.
      const numbers = stdout.match(/\d+(\.\d+)*/g) ?? [];
      const version = numbers.find(each => each.includes('.')) ?? numbers[0];
      if (version) return isAtLeast(version, least);
    }
    return false;
  }
}

function isAtLeast(version: string, least: string): boolean {
  const [is, asked] = [version, least].map(each => each.split('.').map(Number));
  const index = asked.findIndex((part, at) => part !== (is[at] ?? 0));
  return index === -1 || (is[index] ?? 0) > asked[index];
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // All of it has ended.
  }
}
