import { lstat, readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, posix, relative, sep } from 'node:path';
import { InputError } from '@backstage/errors';
import { RenderedFiles } from '../render/RenderedFile';
import { fetchedPaths, rebase } from './fetchedPaths';
import { parseTemplates } from './parseTemplates';
import { TemplateSource } from './TemplateSource';

/** A dry run takes requests of 10 MB, of which an encoding takes a quarter. */
const maxBytes = 7 * 1024 * 1024;
const maxFiles = 10_000;

/** Reads files below a folder, of which none leads out of it, within limits. */
class FolderReader {
  readonly #root: string;
  readonly #files: RenderedFiles;
  readonly #named: string;
  #bytes = 0;

  constructor(root: string, files: RenderedFiles, named: string) {
    this.#root = root;
    this.#files = files;
    this.#named = named;
  }

  async read(path: string): Promise<void> {
    if (this.#files.has(path)) return;
    const place = join(this.#root, path);
    try {
      await this.#refuseOutside(path, place);
      const stats = await stat(place);
      if (stats.isDirectory()) {
        await this.#readFolder(path, place);
      } else if (stats.isFile()) {
        this.#count(stats.size);
        this.#files.set(path, {
          content: await readFile(place),
          // eslint-disable-next-line no-bitwise
          executable: (stats.mode & 0o100) > 0,
        });
      } else {
        throw new InputError(
          `${this.#named}: ${path} is neither a file nor a folder`,
        );
      }
    } catch (error) {
      if (error instanceof InputError) throw error;
      throw unreadable(`${this.#named}: ${path || 'its folder'}`, error);
    }
  }

  async #readFolder(path: string, place: string): Promise<void> {
    for (const name of (await readdir(place)).sort()) {
      if (name === '.git') continue;
      const below = path ? `${path}/${name}` : name;
      // A folder that a link leads to may be one that it lies in.
      const entry = await lstat(join(place, name));
      if (entry.isSymbolicLink() && (await isFolder(join(place, name)))) {
        throw new InputError(`${this.#named}: ${below} is a link to a folder`);
      }
      await this.read(below);
    }
  }

  async #refuseOutside(path: string, place: string): Promise<void> {
    const inside = relative(this.#root, await realpath(place));
    if (inside === '..' || inside.startsWith(`..${sep}`)) {
      throw new InputError(
        `${this.#named}: ${path} leaves the folder of the template`,
      );
    }
  }

  #count(size: number): void {
    this.#bytes += size;
    if (this.#files.size >= maxFiles) {
      throw new InputError(
        `${this.#named} fetches more than ${maxFiles} files from beside it`,
      );
    }
    if (this.#bytes > maxBytes) {
      throw new InputError(
        `${
          this.#named
        } fetches more than 7 MiB from beside it; a dry run takes no more`,
      );
    }
  }
}

/**
 * Options of {@link readTemplateSource}.
 *
 * @public
 */
export interface ReadTemplateSourceOptions {
  /** Which template of the file, by its name; the first when absent. */
  name?: string;
  /** What the file is called in messages; its path when absent. */
  named?: string;
  /**
   * Folder that steps may fetch from by `../`, as they may where a template
   * comes from a forge; the template's own when absent. Paths start there.
   */
  root?: string;
}

/**
 * Reads a template, and what its steps fetch from beside it.
 *
 * @param file - path of the template file
 * @throws InputError that names the place, when there is no such template or
 * its files cannot be had
 * @public
 */
export async function readTemplateSource(
  file: string,
  options: ReadTemplateSourceOptions = {},
): Promise<TemplateSource> {
  const { name, named = file } = options;
  const own = dirname(file);
  const folder = await realpath(options.root ?? own).catch(error => {
    throw unreadable(named, error);
  });
  const home = relative(options.root ?? own, own)
    .split(sep)
    .join('/');
  const path = posix.join(home, basename(file));
  const files: RenderedFiles = new Map();
  const reader = new FolderReader(folder, files, named);
  await reader.read(path);

  const text = files.get(path)!.content.toString();
  const templates = await parseTemplates(text, named);
  const template = templates.find(
    ({ metadata }) => name === undefined || metadata.name === name,
  );
  if (!template) {
    throw new InputError(
      name === undefined
        ? `${named} has no template (kind: Template of scaffolder.backstage.io/v1beta3)`
        : `${named} has no template "${name}"`,
    );
  }
  const entity = home === '' ? template : rebase(template, home);
  for (const fetched of fetchedPaths(entity)) {
    // What is missing may be fetched by a step that is never reached.
    await reader.read(fetched).catch(ignoreMissing);
  }
  return { entity, path, files };
}

function ignoreMissing(error: Error): void {
  if (!/does not exist$/.test(error.message)) throw error;
}

async function isFolder(place: string): Promise<boolean> {
  return stat(place).then(
    stats => stats.isDirectory(),
    () => false,
  );
}

function unreadable(named: string, error: unknown): InputError {
  const { code } = error as NodeJS.ErrnoException;
  return new InputError(
    code === 'ENOENT'
      ? `${named} does not exist`
      : `${named} cannot be read (${code ?? error})`,
  );
}
