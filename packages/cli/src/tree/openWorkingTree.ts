import { stat } from 'node:fs/promises';
import { git, GitError } from '@airworthy/golden-paths';
import {
  DirectoryTree,
  isProductFolder,
  SourceTree,
} from '@airworthy/repo-facts';
import { UsageError } from '../UsageError';
import { ListedTree } from './ListedTree';

/** A working tree, and where it lies in its repository. */
export interface WorkingTree {
  /** The whole repository, so that what applies from its root is seen. */
  tree: SourceTree;
  /** The folder that was asked for, in the tree: `""` for its root. */
  folder: string;
  /** Root of the repository; absent outside of one. */
  repository?: string;
  /** From the root of the repository to that of the tree: `""`, or ends with a slash. */
  prefix: string;
}

/**
 * Opens a folder: in a repository its files, committed or not, without those
 * that git ignores; elsewhere all of them.
 *
 * @throws UsageError when it is no folder, or git refuses to read it
 */
export async function openWorkingTree(
  folder: string,
  named: string,
): Promise<WorkingTree> {
  const stats = await stat(folder).catch(() => undefined);
  if (!stats?.isDirectory()) {
    throw new UsageError(
      `${named} ${stats ? 'is not a folder' : 'does not exist'}`,
    );
  }
  const plain = { tree: new DirectoryTree(folder), folder: '', prefix: '' };
  try {
    const repository = await revParse(folder, '--show-toplevel');
    const prefix = await revParse(folder, '--show-prefix');
    const inRepository = prefix.replace(/\/$/, '');
    // An example stands for a repository of its own.
    const [root, place] = isProductFolder(inRepository)
      ? [repository, { folder: inRepository, prefix: '' }]
      : [folder, { folder: '', prefix }];
    const paths = await listedPaths(root);
    const start = place.folder && `${place.folder}/`;
    // A folder that is ignored as a whole was asked for by name all the same.
    return [...paths].some(path => path.startsWith(start))
      ? { ...place, tree: new ListedTree(root, paths), repository }
      : { ...plain, repository, prefix };
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    if (error.notInstalled || isOutside(error)) return plain;
    throw new UsageError(`${named} cannot be read: ${error.message}`);
  }
}

async function listedPaths(folder: string): Promise<ReadonlySet<string>> {
  const listed = await git(folder, [
    ...['ls-files', '--cached', '--others', '--exclude-standard', '-z'],
  ]);
  return new Set(listed.split('\0').filter(path => path !== ''));
}

/** One question at a time: the answer may contain line breaks of its own. */
async function revParse(folder: string, question: string): Promise<string> {
  return (await git(folder, ['rev-parse', question])).replace(/\n$/, '');
}

function isOutside({ message }: GitError): boolean {
  return /not a git repository|must be run in a work tree/.test(message);
}
