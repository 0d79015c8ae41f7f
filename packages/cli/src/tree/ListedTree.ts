import {
  defaultSourceTreeLimits,
  DirectoryTree,
  SourceListing,
  SourceTree,
  UnreadableFileError,
} from '@airworthy/repo-facts';

/** Ignored files count for nothing, so more than the usual number is walked. */
const walkedFiles = 5 * defaultSourceTreeLimits.files;

/** The files of a folder that are named in a list; others are as if absent. */
export class ListedTree implements SourceTree {
  readonly #tree: SourceTree;
  readonly #paths: ReadonlySet<string>;
  #listing?: Promise<SourceListing>;

  constructor(folder: string, paths: ReadonlySet<string>) {
    this.#tree = new DirectoryTree(folder, { limits: { files: walkedFiles } });
    this.#paths = paths;
  }

  list(): Promise<SourceListing> {
    this.#listing ??= this.#list();
    return this.#listing;
  }

  async read(path: string): Promise<string> {
    if (!this.#paths.has(path)) {
      throw new UnreadableFileError(path, 'does not exist in the tree');
    }
    return this.#tree.read(path);
  }

  async #list(): Promise<SourceListing> {
    const { files, incomplete } = await this.#tree.list();
    const listed = files.filter(({ path }) => this.#paths.has(path));
    const limit = defaultSourceTreeLimits.files;
    return listed.length > limit
      ? {
          files: listed.slice(0, limit),
          incomplete: `The tree has more than ${limit} files.`,
        }
      : { files: listed, incomplete };
  }
}
