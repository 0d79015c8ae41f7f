import { main } from '../main';

/** What a run of the command came to. */
export interface Run {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs the command as a user would, and keeps what it prints. */
export async function airworthy(
  args: string[],
  options: {
    cwd?: string;
    env?: Record<string, string>;
    columns?: number;
    isTTY?: boolean;
  } = {},
): Promise<Run> {
  const { cwd = '/', env = {}, columns, isTTY } = options;
  const written = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof written) => ({
    write: (text: string) => {
      written[name] += text;
    },
    columns,
    isTTY,
  });
  const code = await main(args, {
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    env,
    cwd: () => cwd,
    // What the examples attest holds on this day.
    now: () => new Date('2026-11-21T00:00:00Z'),
  });
  return { code, ...written };
}
