import { Dirent, lstatSync } from 'node:fs';
import { opendir, realpath, stat } from 'node:fs/promises';
import { join, posix, relative, sep } from 'node:path';
import {
  boundariesOf,
  isForeignFolder,
  isProductFolder,
  isSkippedFolder,
  isTreePath,
} from './boundaries';
import {
  SourceFile,
  SourceListing,
  SourceTreeLimits,
  UnreadFile,
} from './SourceTree';
import { byPath } from './text';

/** What a walk through a folder found. */
export interface Walk {
  /** The folder without links in its own path. */
  root: string;
  listing: SourceListing;
  /** Why a listed file cannot be read, by path. */
  unread: Map<string, string>;
}

/** Folders and special files are seen as well as files, so they count too. */
const entriesPerFile = 4;

/** The path of `target` relative to `root`, or `undefined` when outside of it. */
export function pathInside(root: string, target: string): string | undefined {
  const path = relative(root, target).split(sep).join('/');
  return path === '' || path === '..' || path.startsWith('../')
    ? undefined
    : path;
}

/**
 * Lists the files below a folder without entering links.
 *
 * @throws when the folder itself cannot be opened
 */
export async function walk(
  folder: string,
  limits: SourceTreeLimits,
  given: UnreadFile[],
): Promise<Walk> {
  const root = await realpath(folder);
  const files: SourceFile[] = [];
  const unread = new Map<string, string>();
  const unopened: string[] = [];
  let entriesLeft = limits.files * entriesPerFile;

  const list = (path: string, size: number, reason?: string) => {
    files.push({ path, size });
    if (reason) {
      unread.set(path, reason);
    }
  };

  const folders = [''];
  while (
    folders.length > 0 &&
    entriesLeft > 0 &&
    files.length <= limits.files
  ) {
    const current = folders.pop()!;
    let entries: Dirent[];
    try {
      entries = await readFolder(join(root, current), entriesLeft);
    } catch (error) {
      if (current === '') {
        throw error;
      }
      unopened.push(current);
      continue;
    }
    entriesLeft -= entries.length;

    const names = new Set(
      entries.filter(entry => !entry.isDirectory()).map(({ name }) => name),
    );
    if (current !== '' && isForeignFolder(names)) {
      continue;
    }
    const below: string[] = [];
    await Promise.all(
      entries.map(async entry => {
        const path = current ? `${current}/${entry.name}` : entry.name;
        if (entry.isDirectory()) {
          if (!isSkippedFolder(entry.name, names)) {
            below.push(path);
          }
        } else if (entry.isSymbolicLink()) {
          await followLink(root, path, list);
        } else if (entry.isFile()) {
          const size = sizeOf(join(root, path));
          list(
            path,
            size ?? 0,
            size === undefined ? 'has vanished' : undefined,
          );
        } else {
          list(path, 0, 'is not a regular file');
        }
      }),
    );
    // The first by name is entered next, so that a limit cuts off the same files.
    folders.push(...below.sort().reverse());
  }

  const isInside = boundariesOf([
    ...files.map(({ path }) => path),
    ...given.map(({ path }) => path),
  ]);
  for (const { path, reason } of given) {
    if (isTreePath(path) && isInside(path) && !unread.has(path)) {
      list(path, 0, reason);
    }
  }
  const sorted = files.filter(({ path }) => isInside(path)).sort(byPath);
  const listing: SourceListing = { files: sorted.slice(0, limits.files) };
  if (sorted.length > limits.files || entriesLeft <= 0) {
    listing.incomplete = `The tree has more than ${limits.files} files.`;
  } else if (unopened.length > 0) {
    listing.incomplete = `The folder ${unopened.sort()[0]} cannot be opened.`;
  }
  return { root, listing, unread };
}

/** Reads the entries of a folder, but no more than the limit. */
async function readFolder(path: string, limit: number): Promise<Dirent[]> {
  const entries: Dirent[] = [];
  for await (const entry of await opendir(path, { bufferSize: 512 })) {
    entries.push(entry);
    if (entries.length >= limit) {
      break;
    }
  }
  return entries;
}

function sizeOf(path: string): number | undefined {
  try {
    return lstatSync(path).size;
  } catch {
    return undefined;
  }
}

/** A link is listed as the file that it leads to, when that is in the tree. */
async function followLink(
  root: string,
  path: string,
  list: (path: string, size: number, reason?: string) => void,
): Promise<void> {
  try {
    const real = await realpath(join(root, path));
    const target = pathInside(root, real);
    if (target === undefined) {
      list(path, 0, 'is a link that leaves the tree');
    } else if (!isProductFolder(posix.dirname(target))) {
      list(path, 0, 'is a link to a folder that is not read');
    } else {
      const stats = await stat(real);
      if (stats.isFile()) {
        list(path, stats.size);
      }
    }
  } catch {
    list(path, 0, 'is a link that leads nowhere');
  }
}
