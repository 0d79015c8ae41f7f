import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { devNull } from 'node:os';
import { buffer, text } from 'node:stream/consumers';

/** Runs git without anybody's settings. Answers what it writes, byte by byte. */
export async function runGit(
  args: string[],
  options: { input?: Buffer | string; environment?: NodeJS.ProcessEnv } = {},
): Promise<Buffer> {
  const child = spawn('git', args, {
    env: {
      PATH: process.env.PATH,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: devNull,
      GIT_AUTHOR_NAME: 'Forge',
      GIT_AUTHOR_EMAIL: 'forge@example.com',
      GIT_COMMITTER_NAME: 'Forge',
      GIT_COMMITTER_EMAIL: 'forge@example.com',
      ...options.environment,
    } as NodeJS.ProcessEnv,
  });
  // Git may end before it has read everything.
  child.stdin.on('error', () => {});
  child.stdin.end(options.input ?? '');
  const [output, complaint, [code]] = await Promise.all([
    buffer(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  if (code !== 0) {
    throw new Error(`git ${args.join(' ')} ended with ${code}: ${complaint}`);
  }
  return output;
}
