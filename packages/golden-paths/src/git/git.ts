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
 * Runs the `git` program in a folder and answers what it prints. It runs none
 * of the repository's hooks and watchers, and fetches nothing.
 *
 * @throws InputError with the first line that git said
 * @public
 */
export function git(
  folder: string,
  args: string[],
  env: Record<string, string> = {},
): Promise<string> {
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
        maxBuffer: 64 * 1024 * 1024,
      },
      (error, stdout, stderr) => {
        if (!error) {
          resolve(stdout);
          return;
        }
        const [line] = stderr.trim().split('\n');
        reject(
          new InputError(
            error.code === 'ENOENT'
              ? 'The git program was not found on this machine'
              : line || error.message,
          ),
        );
      },
    );
  });
}
