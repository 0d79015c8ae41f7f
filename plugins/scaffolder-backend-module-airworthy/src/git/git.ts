import { execFile } from 'node:child_process';
import { devNull } from 'node:os';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Options of {@link git}. */
export interface GitOptions {
  author: { name: string; email: string };
  signal?: AbortSignal;
}

/**
 * Runs the `git` binary without a shell, without anybody's settings, and
 * without asking questions. Answers its standard output, trimmed.
 *
 * @throws Error with what git said
 */
export async function git(
  args: string[],
  { author, signal }: GitOptions,
): Promise<string> {
  try {
    const { stdout } = await run('git', args, {
      signal,
      // Large repositories list many files.
      maxBuffer: 16 * 1024 * 1024,
      env: {
        PATH: process.env.PATH,
        LC_ALL: 'C',
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_CONFIG_GLOBAL: devNull,
        GIT_TERMINAL_PROMPT: '0',
        GIT_AUTHOR_NAME: author.name,
        GIT_AUTHOR_EMAIL: author.email,
        GIT_COMMITTER_NAME: author.name,
        GIT_COMMITTER_EMAIL: author.email,
      },
    });
    return stdout.trim();
  } catch (error) {
    throw new Error(explain(error as NodeJS.ErrnoException, args));
  }
}

function explain(
  error: NodeJS.ErrnoException & { stderr?: string },
  args: string[],
): string {
  if (error.code === 'ENOENT') {
    return 'The git program was not found on this machine';
  }
  const said = error.stderr?.trim() || error.message;
  const command = args.find(arg => /^[a-z]+$/.test(arg)) ?? '';
  return `git ${command} failed: ${said}`;
}
