import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import {
  defaultSourceTreeLimits,
  DirectoryTree,
  isProductFolder,
  SourceTree,
  SourceTreeLimits,
  UnreadFile,
} from '@airworthy/repo-facts';
import { UrlReaderService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { AllowedFolders } from './AllowedFolders';
import { SourceLocation } from './sourceLocation';

/**
 * Options of {@link SourceTrees}.
 *
 * @public
 */
export interface SourceTreesOptions {
  urlReader: UrlReaderService;
  /** Folders below which `file:` locations may be read; relative to the working directory. */
  allowedFolders: string[];
  /** Names the setting of `allowedFolders` to whom it keeps out. */
  allowedFoldersKey: string;
  limits?: Partial<SourceTreeLimits>;
  /** Bytes unpacked of one tree; the files past it are left out. 512 MiB when absent. */
  treeBytes?: number;
  /** Milliseconds that a URL has to give its tree. One minute when absent. */
  timeoutMs?: number;
}

/**
 * A source tree that is open for reading.
 *
 * @public
 */
export interface OpenSourceTree {
  /** The whole repository. */
  tree: SourceTree;
  /** Where the target of the location lies in it, `""` for its root. */
  folder: string;
  /** Revision of the tree, where its source tells one. */
  revision?: string;
}

/** Folders in each other that are unpacked: each file may need as many. */
const deepest = 100;

/** Decides which files of an archive are unpacked, and remembers which are not. */
class Selection {
  readonly leftOut: UnreadFile[] = [];
  readonly #limits: SourceTreeLimits;
  #bytesLeft: number;
  #files = 0;

  constructor(limits: SourceTreeLimits, treeBytes: number) {
    this.#limits = limits;
    this.#bytesLeft = treeBytes;
  }

  takes(path: string, size: number): boolean {
    // Folders are made where a file needs them; empty ones may be millions.
    if (path.endsWith('/')) {
      return false;
    }
    this.#files += 1;
    if (this.#files > this.#limits.files) {
      return false;
    }
    if (path.split('/').length > deepest) {
      return this.#leaveOut(path, `lies deeper than ${deepest} folders`);
    }
    if (size > this.#limits.fileBytes) {
      return this.#leaveOut(
        path,
        `is larger than ${this.#limits.fileBytes} bytes`,
      );
    }
    if (size > this.#bytesLeft) {
      return this.#leaveOut(path, 'is past the size of a tree that is read');
    }
    this.#bytesLeft -= size;
    return true;
  }

  /** A tree that says so when there were more files than were unpacked. */
  bound(tree: SourceTree): SourceTree {
    if (this.#files <= this.#limits.files) {
      return tree;
    }
    const incomplete = `The tree has more than ${this.#limits.files} files.`;
    return {
      list: async () => ({ ...(await tree.list()), incomplete }),
      read: path => tree.read(path),
    };
  }

  #leaveOut(path: string, reason: string): false {
    this.leftOut.push({ path, reason });
    return false;
  }
}

/**
 * Opens the source trees that entities live in: whole repositories, as what
 * applies to an entity may lie outside of its folder.
 *
 * @public
 */
export class SourceTrees {
  readonly #urlReader: UrlReaderService;
  readonly #allowedFolders: AllowedFolders;
  readonly #limits: SourceTreeLimits;
  readonly #treeBytes: number;
  readonly #timeoutMs: number;

  constructor(options: SourceTreesOptions) {
    this.#urlReader = options.urlReader;
    this.#allowedFolders = new AllowedFolders(
      options.allowedFolders,
      options.allowedFoldersKey,
    );
    this.#limits = { ...defaultSourceTreeLimits, ...options.limits };
    this.#treeBytes = options.treeBytes ?? 512 * 1024 * 1024;
    this.#timeoutMs = options.timeoutMs ?? 60_000;
  }

  /**
   * Opens a source tree while `use` runs. Answers `unchanged` without running
   * it when the source still is at the previous revision.
   *
   * @throws NotAllowedError for a folder of this machine that config does not
   * allow; NotFoundError for one that does not exist; whatever the URL reader
   * throws.
   */
  async open<TResult>(
    location: SourceLocation,
    options: { previousRevision?: string; signal: AbortSignal },
    use: (open: OpenSourceTree) => Promise<TResult>,
  ): Promise<TResult | 'unchanged'> {
    options.signal.throwIfAborted();
    if (location.type === 'file') {
      return use(await this.#openFolder(location.target));
    }
    return this.#openUrl(location.target, options, use);
  }

  async #openFolder(target: string): Promise<OpenSourceTree> {
    const real = await this.#allowedFolders.resolve(target);
    const repository = await this.#allowedFolders.repositoryOf(real);
    const folder = relative(repository, real).split(sep).join('/');
    // An example stands for a repository of its own.
    const [root, place] = isProductFolder(folder)
      ? [repository, folder]
      : [real, ''];
    const tree = new DirectoryTree(root, { limits: this.#limits });
    return { tree, folder: place };
  }

  async #openUrl<TResult>(
    url: string,
    options: { previousRevision?: string; signal: AbortSignal },
    use: (open: OpenSourceTree) => Promise<TResult>,
  ): Promise<TResult | 'unchanged'> {
    const folder = await mkdtemp(join(tmpdir(), 'readiness-'));
    try {
      const open = await this.#unpack(url, folder, options);
      return open === 'unchanged' ? open : await use(open);
    } finally {
      // A reader that does not heed the signal may still be writing.
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    }
  }

  async #unpack(
    url: string,
    folder: string,
    options: { previousRevision?: string; signal: AbortSignal },
  ): Promise<OpenSourceTree | 'unchanged'> {
    const selection = new Selection(this.#limits, this.#treeBytes);
    const timeout = AbortSignal.timeout(this.#timeoutMs);
    const signal = AbortSignal.any([options.signal, timeout]);
    signal.throwIfAborted();
    const read = async () => {
      const response = await this.#urlReader.readTree(url, {
        etag: options.previousRevision,
        signal,
        filter: (path, info) => selection.takes(path, info?.size ?? 0),
      });
      await response.dir({ targetDir: folder }).catch(error => {
        signal.throwIfAborted();
        throw new Error(
          `The archive of ${url} could not be unpacked: ${
            isError(error) ? error.message : error
          }`,
        );
      });
      return response.etag || undefined;
    };
    try {
      const revision = await unlessAborted(read(), signal);
      const directory = new DirectoryTree(folder, {
        limits: this.#limits,
        unread: selection.leftOut,
      });
      return { tree: selection.bound(directory), folder: '', revision };
    } catch (error) {
      options.signal.throwIfAborted();
      if (timeout.aborted) {
        const seconds = this.#timeoutMs / 1_000;
        throw new Error(`${url} was not read within ${seconds} seconds`);
      }
      if (isError(error) && error.name === 'NotModifiedError') {
        return 'unchanged';
      }
      throw error;
    }
  }
}

/** Does not wait for work that does not heed the signal, as some readers do not. */
async function unlessAborted<TResult>(
  work: Promise<TResult>,
  signal: AbortSignal,
): Promise<TResult> {
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
