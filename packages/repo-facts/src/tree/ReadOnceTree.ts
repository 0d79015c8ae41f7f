import { SourceListing, SourceTree } from './SourceTree';

/** Characters kept; past them files are read again rather than held. */
const defaultKept = 32 * 1024 * 1024;

/**
 * A tree that remembers what was read of another, for several readers that go
 * through the same files. What is kept is bounded; the first files stay,
 * because every reader starts with them.
 *
 * @public
 */
export class ReadOnceTree implements SourceTree {
  readonly #tree: SourceTree;
  readonly #reads = new Map<string, Promise<string>>();
  #left: number;

  /** @param kept - characters of text that are kept at most */
  constructor(tree: SourceTree, kept: number = defaultKept) {
    this.#tree = tree;
    this.#left = kept;
  }

  list(): Promise<SourceListing> {
    return this.#tree.list();
  }

  async read(path: string): Promise<string> {
    const known = this.#reads.get(path);
    if (known) {
      return known;
    }
    const reading = this.#tree.read(path);
    this.#reads.set(path, reading);
    const text = await reading;
    if (text.length > this.#left) {
      this.#reads.delete(path);
    } else {
      this.#left -= text.length;
    }
    return text;
  }
}
