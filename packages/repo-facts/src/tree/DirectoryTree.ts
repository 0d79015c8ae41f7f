import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readSync,
  realpathSync,
} from 'node:fs';
import { join } from 'node:path';
import {
  defaultSourceTreeLimits,
  SourceListing,
  SourceTree,
  SourceTreeLimits,
  UnreadableFileError,
  UnreadFile,
} from './SourceTree';
import { decodeText, refuseLarge } from './text';
import { pathInside, walk } from './walk';

/**
 * Options of {@link DirectoryTree}.
 *
 * @public
 */
export interface DirectoryTreeOptions {
  limits?: Partial<SourceTreeLimits>;
  /**
   * Files that belong to the tree but are not in the folder, such as those
   * left out of an archive because of their size. They are listed, and
   * reading them fails with the reason given.
   */
  unread?: UnreadFile[];
}

/**
 * A source tree in a folder on disk. Nothing outside of it is ever read.
 *
 * @public
 */
export class DirectoryTree implements SourceTree {
  readonly #root: string;
  readonly #limits: SourceTreeLimits;
  readonly #given: UnreadFile[];
  #walked?: Promise<{
    root: string;
    listing: SourceListing;
    listed: Set<string>;
    unread: Map<string, string>;
  }>;

  /** @param root - the folder, absolute or relative to the working directory */
  constructor(root: string, options: DirectoryTreeOptions = {}) {
    this.#root = root;
    this.#limits = { ...defaultSourceTreeLimits, ...options.limits };
    this.#given = options.unread ?? [];
  }

  async list(): Promise<SourceListing> {
    return (await this.#walk()).listing;
  }

  async read(path: string): Promise<string> {
    const { root, listed, unread } = await this.#walk();
    const reason = unread.get(path);
    if (reason) {
      throw new UnreadableFileError(path, reason);
    }
    if (!listed.has(path)) {
      throw new UnreadableFileError(path, 'does not exist in the tree');
    }
    // A way through the thread pool costs ten times what such small files do.
    let handle: number | undefined;
    try {
      // Resolved anew: a folder may have become a link since the listing.
      const real = realpathSync.native(join(root, path));
      if (pathInside(root, real) === undefined) {
        throw new UnreadableFileError(path, 'is a link that leaves the tree');
      }
      handle = openSync(
        real,
        // Not following, not blocking: it may have become a link or a pipe.
        constants.O_RDONLY + constants.O_NOFOLLOW + constants.O_NONBLOCK,
      );
      return decodeText(path, this.#readBounded(path, handle));
    } catch (error) {
      throw error instanceof UnreadableFileError
        ? error
        : new UnreadableFileError(path, `cannot be read (${codeOf(error)})`);
    } finally {
      if (handle !== undefined) closeSync(handle);
    }
  }

  /** Reads at most one byte over the limit, however the file grows meanwhile. */
  #readBounded(path: string, handle: number): Uint8Array {
    const limit = this.#limits.fileBytes;
    const stats = fstatSync(handle);
    if (!stats.isFile()) {
      throw new UnreadableFileError(path, 'is not a regular file');
    }
    refuseLarge(path, stats.size, limit);
    const buffer = Buffer.alloc(stats.size + 1);
    let length = 0;
    while (length < buffer.length) {
      const room = buffer.length - length;
      const bytesRead = readSync(handle, buffer, length, room, null);
      length += bytesRead;
      // Asking once more, only to be told of the end, costs as much again.
      if (bytesRead === 0 || length === stats.size) {
        return buffer.subarray(0, length);
      }
    }
    throw new UnreadableFileError(path, 'changed while it was read');
  }

  #walk() {
    this.#walked ??= walk(this.#root, this.#limits, this.#given).then(
      ({ root, listing, unread }) => ({
        root,
        listing,
        unread,
        listed: new Set(listing.files.map(file => file.path)),
      }),
    );
    return this.#walked;
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}
