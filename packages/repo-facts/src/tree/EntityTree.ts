import {
  SourceFile,
  SourceListing,
  SourceTree,
  UnreadableFileError,
} from './SourceTree';

/** A folder with one of these files is an entity's. */
const catalogFiles = ['catalog-info.yaml', 'catalog-info.yml'];

/** Files of one entity that are considered. */
const maxFiles = 50_000;

/**
 * The part of a repository that is one entity's own: what lies in its folder,
 * without the folders in it that belong to other entities. Paths are relative
 * to that folder.
 */
export class EntityTree implements SourceTree {
  readonly #tree: SourceTree;
  readonly #prefix: string;
  readonly #listing: SourceListing;
  readonly #listed: ReadonlySet<string>;

  private constructor(
    tree: SourceTree,
    folder: string,
    { files, incomplete }: SourceListing,
  ) {
    this.#tree = tree;
    this.#prefix = prefixOf(folder);
    const own = ownFiles(files, this.#prefix);
    this.#listing =
      own.length > maxFiles
        ? {
            files: own.slice(0, maxFiles),
            incomplete: `The tree has more than ${maxFiles} files.`,
          }
        : { files: own, incomplete };
    this.#listed = new Set(this.#listing.files.map(({ path }) => path));
  }

  /** @param folder - where the entity lives in the tree, `""` for its root */
  static async open(tree: SourceTree, folder: string): Promise<EntityTree> {
    return new EntityTree(tree, folder, await tree.list());
  }

  async list(): Promise<SourceListing> {
    return this.#listing;
  }

  async read(path: string): Promise<string> {
    if (!this.#listed.has(path)) {
      throw new UnreadableFileError(path, 'does not exist in the tree');
    }
    return this.#tree.read(this.#prefix + path);
  }
}

/** What paths in a folder begin with; `""` for the root. */
export function prefixOf(folder: string): string {
  return folder === '' ? '' : `${folder}/`;
}

function ownFiles(files: SourceFile[], prefix: string): SourceFile[] {
  const below = files
    .filter(({ path }) => path.startsWith(prefix))
    .map(({ path, size }) => ({ path: path.slice(prefix.length), size }));
  const others = new Set(
    below
      .map(({ path }) => path)
      .filter(path => catalogFiles.some(name => path.endsWith(`/${name}`)))
      .map(path => path.slice(0, path.lastIndexOf('/'))),
  );
  return others.size === 0
    ? below
    : below.filter(({ path }) => !isInOneOf(others, path));
}

function isInOneOf(folders: ReadonlySet<string>, path: string): boolean {
  for (let at = path.indexOf('/'); at > 0; at = path.indexOf('/', at + 1)) {
    if (folders.has(path.slice(0, at))) {
      return true;
    }
  }
  return false;
}
