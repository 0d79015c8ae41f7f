import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Paths of all files below a folder, but for git's own, sorted. */
export async function filesBelow(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(root.length + 1))
    .filter(path => !path.startsWith('.git/'))
    .sort();
}
