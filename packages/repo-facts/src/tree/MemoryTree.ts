import { boundariesOf, isTreePath } from './boundaries';
import {
  defaultSourceTreeLimits,
  SourceListing,
  SourceTree,
  SourceTreeLimits,
  UnreadableFileError,
  UnreadFile,
} from './SourceTree';
import { byPath, decodeText, refuseLarge } from './text';

/**
 * Options of {@link MemoryTree}.
 *
 * @public
 */
export interface MemoryTreeOptions {
  limits?: Partial<SourceTreeLimits>;
  /** Files that are listed, and whose reading fails with the reason given. */
  unread?: UnreadFile[];
}

/**
 * A source tree held in memory, from path to content.
 *
 * @public
 */
export class MemoryTree implements SourceTree {
  readonly #contents = new Map<string, Uint8Array>();
  readonly #unread = new Map<string, string>();
  readonly #limits: SourceTreeLimits;
  readonly #listing: SourceListing;

  constructor(
    files: Record<string, string | Uint8Array>,
    options: MemoryTreeOptions = {},
  ) {
    this.#limits = { ...defaultSourceTreeLimits, ...options.limits };
    for (const [path, content] of Object.entries(files)) {
      this.#contents.set(
        path,
        typeof content === 'string' ? Buffer.from(content) : content,
      );
    }
    for (const { path, reason } of options.unread ?? []) {
      this.#unread.set(path, reason);
    }
    this.#listing = this.#makeListing();
  }

  async list(): Promise<SourceListing> {
    return this.#listing;
  }

  async read(path: string): Promise<string> {
    const reason = this.#unread.get(path);
    if (reason) {
      throw new UnreadableFileError(path, reason);
    }
    const content = this.#contents.get(path);
    if (!content) {
      throw new UnreadableFileError(path, 'does not exist in the tree');
    }
    refuseLarge(path, content.byteLength, this.#limits.fileBytes);
    return decodeText(path, content);
  }

  /** Forgets what is outside the boundaries, and lists the rest. */
  #makeListing(): SourceListing {
    const paths = new Set([...this.#contents.keys(), ...this.#unread.keys()]);
    const isInside = boundariesOf(paths);
    const files = [...paths]
      .filter(path => isTreePath(path) && isInside(path))
      .map(path => ({ path, size: this.#contents.get(path)?.byteLength ?? 0 }))
      .sort(byPath);
    const listed = files.slice(0, this.#limits.files);
    const kept = new Set(listed.map(({ path }) => path));
    for (const path of paths) {
      if (!kept.has(path)) {
        this.#contents.delete(path);
        this.#unread.delete(path);
      }
    }
    return listed.length === files.length
      ? { files: listed }
      : {
          files: listed,
          incomplete: `The tree has more than ${this.#limits.files} files.`,
        };
  }
}
