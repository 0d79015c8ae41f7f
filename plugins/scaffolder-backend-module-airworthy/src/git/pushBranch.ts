import { join } from 'node:path';
import { ConflictError, InputError } from '@backstage/errors';

/** Runs git in a folder with these variables, and answers what it prints, trimmed. */
export type RunGit = (
  folder: string,
  args: string[],
  env?: Record<string, string>,
) => Promise<string>;

/** Options of {@link pushBranch}. */
export interface PushBranchOptions {
  run: RunGit;
  /** The repository, as git takes it. */
  remote: string;
  baseBranch: string;
  branch: string;
  message: string;
  /** The whole repository as it is to be, or only what is new or other in it. */
  from: string;
  /** Of a folder with only what is new or other: paths of what goes. */
  changes?: { deleted: string[] };
  /** An empty folder to work in. */
  temporary: string;
}

/**
 * Commits a change to a new branch of a repository, on top of another. The
 * folder of the change stays as it is.
 *
 * @returns the hash of the commit
 * @throws ConflictError when there is such a branch, InputError when nothing
 * is different
 */
export async function pushBranch(options: PushBranchOptions): Promise<string> {
  const { run, remote, baseBranch, branch, message, from, changes } = options;
  const { temporary } = options;
  const gitDir = join(temporary, 'git');
  // Whole names: a tag may have the same short one.
  const head = `refs/heads/${branch}`;
  const inWorkspace = (...args: string[]) =>
    run(from, args, { GIT_DIR: gitDir, GIT_WORK_TREE: from });

  await run(temporary, [
    ...['clone', '--quiet', '--bare', '--no-tags'],
    // No history, of all branches. Folders of this machine give theirs anyway.
    ...['--depth=1', '--no-single-branch'],
    ...[remote, gitDir],
  ]);
  const heads = await inWorkspace(
    ...['for-each-ref', '--format=%(refname)', head],
  );
  if (heads !== '') {
    throw new ConflictError(
      `${remote} has a branch ${branch} already, which is left alone`,
    );
  }
  await inWorkspace('branch', '--quiet', branch, `refs/heads/${baseBranch}`);
  await inWorkspace('symbolic-ref', 'HEAD', head);
  await inWorkspace('read-tree', 'HEAD');
  if (changes) {
    await inWorkspace('add', '--force', '--ignore-removal', '.');
    await inWorkspace(
      'update-index',
      '--force-remove',
      '--',
      ...changes.deleted,
    );
  } else {
    await inWorkspace('add', '--all');
  }
  if ((await inWorkspace('diff', '--cached', '--name-only')) === '') {
    throw new InputError(
      `There is nothing to commit: the workspace is as ${baseBranch} is`,
    );
  }
  await inWorkspace('commit', '--quiet', `--message=${message}`);
  await inWorkspace('push', '--quiet', remote, head);
  return inWorkspace('rev-parse', 'HEAD');
}
