import { Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '@backstage/errors';
import { parseAllDocuments } from 'yaml';

/** A template, by where it was found. */
export interface FoundTemplate {
  /** Path below the folder, with forward slashes. */
  path: string;
  /** `metadata.name`. */
  name: string;
}

/** What is read of a folder of templates, and no more. */
const maxEntries = 100_000;
const maxBytes = 1024 * 1024;
const skipped = new Set(['.git', 'node_modules']);

/**
 * Finds the templates in a folder, and in those below it, by their kind.
 *
 * @throws InputError when the folder cannot be read
 */
export async function findTemplates(
  folder: string,
  named: string,
): Promise<FoundTemplate[]> {
  const found: FoundTemplate[] = [];
  let left = maxEntries;
  const folders = [''];
  while (folders.length > 0) {
    const current = folders.pop()!;
    for (const entry of await list(join(folder, current), named)) {
      left -= 1;
      if (left === 0) {
        throw new InputError(
          `${named} holds more than ${maxEntries} files and folders; name the folder of the templates`,
        );
      }
      const path = current ? `${current}/${entry.name}` : entry.name;
      if (entry.isDirectory()) {
        if (!skipped.has(entry.name)) folders.push(path);
      } else if (entry.isFile() && /\.ya?ml$/.test(entry.name)) {
        found.push(...(await templatesIn(folder, path)));
      }
    }
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function list(folder: string, named: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new InputError(`${named} does not exist`);
    if (code === 'ENOTDIR') throw new InputError(`${named} is not a folder`);
    throw new InputError(`${named} cannot be read (${code})`);
  }
}

/** What is no YAML by itself may be a file that a template renders. */
async function templatesIn(
  folder: string,
  path: string,
): Promise<FoundTemplate[]> {
  const file = join(folder, path);
  if ((await stat(file)).size > maxBytes) return [];
  const text = await readFile(file, 'utf8');
  if (!/^kind: *['"]?Template\b/m.test(text)) return [];
  if (!text.includes('scaffolder.backstage.io/v1beta3')) return [];
  return Array.from(parseAllDocuments(text)).flatMap(document => {
    if (document.get?.('kind') !== 'Template') return [];
    if (document.get('apiVersion') !== 'scaffolder.backstage.io/v1beta3') {
      return [];
    }
    const name = document.getIn(['metadata', 'name']);
    // A template of templates has yet to be given its name.
    return typeof name === 'string' && !name.includes('{{')
      ? [{ path, name }]
      : [];
  });
}
