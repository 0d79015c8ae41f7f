/**
 * A regular file of a source tree.
 *
 * @public
 */
export interface SourceFile {
  /** Path relative to the root, with forward slashes, never leaving it. */
  path: string;
  /** Size in bytes. */
  size: number;
}

/**
 * What a source tree contains, sorted by path.
 *
 * @public
 */
export interface SourceListing {
  files: SourceFile[];
  /** Why the listing is not the whole tree; absent when it is. */
  incomplete?: string;
}

/**
 * The files of a repository, to be read and never trusted.
 *
 * @public
 */
export interface SourceTree {
  /** Lists the files once; later calls answer the same listing. */
  list(): Promise<SourceListing>;
  /**
   * Reads a file as UTF-8 text.
   *
   * @throws UnreadableFileError when it is missing, too large, binary, or a
   * link that leaves the tree.
   */
  read(path: string): Promise<string>;
}

/**
 * Why a file of a source tree cannot be read.
 *
 * @public
 */
export class UnreadableFileError extends Error {
  readonly path: string;

  constructor(path: string, reason: string) {
    super(`${path} ${reason}`);
    this.name = 'UnreadableFileError';
    this.path = path;
  }
}

/**
 * A file that whoever brought the tree already knows to be unreadable.
 *
 * @public
 */
export interface UnreadFile {
  /** Path relative to the root, with forward slashes. */
  path: string;
  /** What is wrong with it, as a sentence without its subject. */
  reason: string;
}

/**
 * How much of a source tree is read.
 *
 * @public
 */
export interface SourceTreeLimits {
  /** Files listed; past it the listing is incomplete. */
  files: number;
  /** Bytes of one file that is read. */
  fileBytes: number;
}

/**
 * Enough for any honest repository, little enough for a laptop.
 *
 * @public
 */
export const defaultSourceTreeLimits: SourceTreeLimits = {
  files: 200_000,
  fileBytes: 1024 * 1024,
};
