import { join } from 'node:path';
import { PushBranchOptions } from './pushBranch';

/**
 * Takes a branch away that `pushBranch` made, for another attempt. It stays
 * where somebody has added to it since.
 *
 * @param commit - what `pushBranch` answered
 */
export async function withdrawBranch(
  { run, remote, branch, temporary }: PushBranchOptions,
  commit: string,
): Promise<void> {
  const head = `refs/heads/${branch}`;
  await run(join(temporary, 'git'), [
    ...['push', '--quiet', `--force-with-lease=${head}:${commit}`],
    ...[remote, `:${head}`],
  ]);
}
