import { execFile } from 'node:child_process';
import { devNull } from 'node:os';
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
 * Variables with which git goes by nobody's settings: no ignored files, hooks
 * or signatures but those of the repository itself.
 *
 * @public
 */
export const withoutSettings: Record<string, string> = {
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: devNull,
  GIT_CONFIG_COUNT: '0',
  GIT_CONFIG_PARAMETERS: '',
  GIT_TEMPLATE_DIR: '',
  // Where it would look for files that are ignored everywhere.
  XDG_CONFIG_HOME: devNull,
};

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

/** The line of what git said that tells why; where none does, the first. */
function reasonIn(stderr: string): string | undefined {
  const lines = stderr.split('\n').filter(line => line.trim() !== '');
  return (
    lines.find(line => /^(?:fatal|error): | ! /.test(line)) ??
    lines.find(line => !/^(?:warning|hint):/.test(line))
  );
}
