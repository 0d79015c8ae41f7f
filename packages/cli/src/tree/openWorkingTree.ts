import { stat } from 'node:fs/promises';
import { DirectoryTree, SourceTree } from '@airworthy/repo-facts';
import { UsageError } from '../UsageError';
import { git, GitError } from './git';
import { ListedTree } from './ListedTree';

/** A working tree, and where it lies in its repository. */
export interface WorkingTree {
  tree: SourceTree;
  folder: string;
  /** Root of the repository; absent outside of one. */
  repository?: string;
  /** From the root of the repository to the folder: `""`, or ends with a slash. */
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
  const plain = { tree: new DirectoryTree(folder), folder, prefix: '' };
  try {
    const repository = await revParse(folder, '--show-toplevel');
    const prefix = await revParse(folder, '--show-prefix');
    const listed = await git(folder, [
      ...['ls-files', '--cached', '--others', '--exclude-standard', '-z'],
    ]);
    const paths = new Set(listed.split('\0').filter(path => path !== ''));
    // A folder that is ignored as a whole was asked for by name all the same.
    return paths.size === 0
      ? { ...plain, repository, prefix }
      : { tree: new ListedTree(folder, paths), folder, repository, prefix };
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    if (error.notInstalled || isOutside(error)) return plain;
    throw new UsageError(`git cannot read ${named}: ${error.message}`);
  }
}

/** One question at a time: the answer may contain line breaks of its own. */
async function revParse(folder: string, question: string): Promise<string> {
  return (await git(folder, ['rev-parse', question])).replace(/\n$/, '');
}

function isOutside({ message }: GitError): boolean {
  return /not a git repository|must be run in a work tree/.test(message);
}
