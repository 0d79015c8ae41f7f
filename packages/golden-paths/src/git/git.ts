import { execFile } from 'node:child_process';
import { InputError } from '@backstage/errors';

/** Set in hooks, and meant for another repository than the one asked about. */
const variablesOfHooks = [
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_PREFIX',
  'GIT_OBJECT_DIRECTORY',
  'GIT_COMMON_DIR',
];

/** Commands that a repository may have git run at any time. */
const withoutCommands = [
  ...['-c', 'core.fsmonitor=false'],
  ...['-c', 'core.hooksPath=/dev/null'],
];

/**
 * Git failed; the message names its command and why.
 *
 * @public
 */
export class GitError extends InputError {
  readonly notInstalled: boolean;

  constructor(message: string, options: { notInstalled?: boolean } = {}) {
    super(message);
    this.notInstalled = options.notInstalled ?? false;
  }
}

/**
 * Options of {@link git}.
 *
 * @public
 */
export interface GitOptions {
  /** Variables on top of those of this process. */
  env?: Record<string, string>;
  signal?: AbortSignal;
}

/**
 * Runs the `git` program in a folder and answers what it prints. It runs none
 * of the repository's hooks and watchers, fetches nothing and asks nothing.
 *
 * @throws GitError when git is missing or fails
 * @public
 */
export function git(
  folder: string,
  args: string[],
  options: GitOptions = {},
): Promise<string> {
  const { env, signal } = options;
  const inherited = { ...process.env };
  for (const name of variablesOfHooks) delete inherited[name];
  return new Promise((resolve, reject) => {
    execFile(
      'git',
      ['-C', folder, ...withoutCommands, ...args],
      {
        env: {
          ...inherited,
          LC_ALL: 'C',
          GIT_OPTIONAL_LOCKS: '0',
          GIT_TERMINAL_PROMPT: '0',
          GIT_NO_LAZY_FETCH: '1',
          GIT_LFS_SKIP_SMUDGE: '1',
          ...env,
        },
        maxBuffer: 256 * 1024 * 1024,
        signal,
      },
      (error, stdout, stderr) => {
        if (!error) {
          resolve(stdout);
        } else if (error.code === 'ENOENT') {
          const message = 'The git program was not found on this machine';
          reject(new GitError(message, { notInstalled: true }));
        } else {
          const said =
            reasonIn(stderr) ?? `it ended with ${error.code ?? error.signal}`;
          reject(new GitError(`git ${args[0]} failed: ${said}`));
        }
      },
    );
  });
}

/** The first line of what git said that is no mere warning. */
function reasonIn(stderr: string): string | undefined {
  return stderr
    .split('\n')
    .find(line => line.trim() !== '' && !/^(?:warning|hint):/.test(line));
}
