import { mkdtemp, realpath, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { git, GitError } from '@airworthy/golden-paths';
import { DirectoryTree, SourceTree } from '@airworthy/repo-facts';
import { UsageError } from '../UsageError';
import { WorkingTree } from './openWorkingTree';
import { withoutFilters } from './withoutFilters';

/**
 * Gives the same tree as it was at a revision, without touching the working
 * tree or its index; the copy is gone afterwards. `undefined` is given when
 * its root did not exist then.
 *
 * @throws UsageError when there is no repository or no such revision
 */
export async function withTreeAt<T>(
  revision: string,
  { repository, prefix }: WorkingTree,
  use: (tree: SourceTree | undefined) => Promise<T>,
): Promise<T> {
  if (repository === undefined) {
    throw new UsageError('--baseline needs a git repository');
  }
  const commit = await resolveCommit(repository, revision);
  const copy = await realpath(await mkdtemp(join(tmpdir(), 'airworthy-')));
  try {
    // An index of its own, and not `git archive`, which leaves out what is
    // marked as `export-ignore`.
    const env = {
      ...(await withoutFilters(repository)),
      GIT_INDEX_FILE: join(copy, 'index'),
    };
    await git(repository, ['read-tree', commit], { env });
    await git(
      repository,
      ['checkout-index', '--all', '--quiet', `--prefix=${copy}/tree/`],
      { env },
    );
    const folder = join(copy, 'tree', prefix);
    const exists = await stat(folder).then(
      stats => stats.isDirectory(),
      () => false,
    );
    return await use(exists ? new DirectoryTree(folder) : undefined);
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    throw new UsageError(`--baseline ${revision}: ${error.message}`);
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

async function resolveCommit(
  repository: string,
  revision: string,
): Promise<string> {
  try {
    // A dash would make it an option, and no revision begins with one.
    if (revision.startsWith('-')) throw new GitError('is an option');
    const asked = `${revision}^{commit}`;
    return (
      await git(repository, ['rev-parse', '--verify', '--quiet', asked])
    ).trim();
  } catch {
    throw new UsageError(
      `--baseline ${revision}: the repository has no such revision`,
    );
  }
}
