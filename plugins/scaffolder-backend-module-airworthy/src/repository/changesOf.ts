import { readFile, readlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import fs from 'fs-extra';

/** How a folder differs from what it was; paths are relative to it, and sorted. */
export interface Changes {
  /** Files that are new or others. */
  written: string[];
  deleted: string[];
}

/** Compares two folders, file by file. */
export async function changesOf(
  before: string,
  after: string,
): Promise<Changes> {
  const earlier = await contentsOf(before);
  const later = await contentsOf(after);
  const written: string[] = [];
  for (const [path, content] of later) {
    const old = earlier.get(path);
    if (!old || !(await isSame(old, content))) {
      written.push(path);
    }
  }
  return {
    written: written.sort(),
    deleted: [...earlier.keys()].filter(path => !later.has(path)).sort(),
  };
}

/** Puts the files that were written into a folder of their own. */
export async function copyWritten(
  { written }: Changes,
  options: { from: string; to: string },
): Promise<void> {
  await fs.emptyDir(options.to);
  for (const path of written) {
    const target = join(options.to, path);
    await fs.ensureDir(dirname(target));
    await fs.copy(join(options.from, path), target);
  }
}

/** A file or link on disk. */
interface Content {
  file: string;
  isLink: boolean;
  mode: number;
  size: number;
}

async function contentsOf(folder: string): Promise<Map<string, Content>> {
  const entries = await fs.readdir(folder, {
    recursive: true,
    withFileTypes: true,
  });
  const contents = new Map<string, Content>();
  for (const entry of entries) {
    if (entry.isDirectory()) continue;
    const file = join(entry.parentPath, entry.name);
    const { mode, size } = await fs.lstat(file);
    contents.set(file.slice(folder.length + 1).replaceAll('\\', '/'), {
      file,
      isLink: entry.isSymbolicLink(),
      // All that git knows of a mode.
      mode: mode & 0o100,
      size,
    });
  }
  return contents;
}

async function isSame(a: Content, b: Content): Promise<boolean> {
  if (a.isLink !== b.isLink || a.mode !== b.mode || a.size !== b.size) {
    return false;
  }
  if (a.isLink) {
    return (await readlink(a.file)) === (await readlink(b.file));
  }
  return (await readFile(a.file)).equals(await readFile(b.file));
}
