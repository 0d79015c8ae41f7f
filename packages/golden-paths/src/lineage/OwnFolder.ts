import { constants } from 'node:fs';
import {
  lstat,
  mkdir,
  open,
  readdir,
  realpath,
  rm,
  rmdir,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { InputError } from '@backstage/errors';
import { OwnFile } from './mergeFiles';
import { RenderedFile, RenderedFiles } from '../render/RenderedFile';

/** Bytes of one file; larger ones are no work of a template. */
const maxBytes = 16 * 1024 * 1024;

/** Parts of paths that lead out of a folder, or to what git keeps in it. */
const forbidden = new Set(['', '.', '..', '.git']);

/**
 * The folder that a service lives in, which its owner may have filled with
 * anything. Nothing outside of it is read or written, and no link is followed.
 *
 * @public
 */
export class OwnFolder {
  readonly #root: string;

  private constructor(root: string) {
    this.#root = root;
  }

  /** @throws InputError when there is no such folder */
  static async open(folder: string): Promise<OwnFolder> {
    const root = await realpath(folder).catch(() => {
      throw new InputError(`There is no folder ${folder}`);
    });
    return new OwnFolder(root);
  }

  /** The file in a path, or that something else is in its place. */
  async read(path: string): Promise<OwnFile> {
    const found = await this.#look(path);
    if (found !== 'file') return found === 'nothing' ? undefined : 'obstacle';
    const handle = await open(
      join(this.#root, path),
      // Not following, not blocking: it may have become a link or a pipe.
      constants.O_RDONLY + constants.O_NOFOLLOW + constants.O_NONBLOCK,
    );
    try {
      const stats = await handle.stat();
      if (!stats.isFile()) return 'obstacle';
      if (stats.size > maxBytes) {
        throw new InputError(`${path} has more than ${maxBytes} bytes`);
      }
      return {
        content: await handle.readFile(),
        // eslint-disable-next-line no-bitwise
        executable: (stats.mode & 0o100) > 0,
      };
    } finally {
      await handle.close();
    }
  }

  /** Puts files in their place, and takes others away. */
  async change(files: {
    write: RenderedFiles;
    remove: string[];
  }): Promise<void> {
    for (const path of files.remove) await this.#remove(path);
    for (const [path, file] of files.write) await this.#write(path, file);
  }

  async #write(path: string, file: RenderedFile): Promise<void> {
    if ((await this.#look(path)) === 'obstacle') {
      throw new InputError(`${path} is a folder or a link`);
    }
    const place = join(this.#root, path);
    await mkdir(dirname(place), { recursive: true });
    const handle = await open(
      place,
      constants.O_WRONLY +
        constants.O_CREAT +
        constants.O_TRUNC +
        constants.O_NOFOLLOW,
      0o666,
    );
    try {
      await handle.writeFile(file.content);
      const { mode } = await handle.stat();
      await handle.chmod(modeFor(mode, file.executable));
    } finally {
      await handle.close();
    }
  }

  /** A file, and the folders that are empty without it. */
  async #remove(path: string): Promise<void> {
    if ((await this.#look(path)) !== 'file') return;
    const place = join(this.#root, path);
    await rm(place);
    let folder = dirname(place);
    while (folder !== this.#root && (await readdir(folder)).length === 0) {
      await rmdir(folder);
      folder = dirname(folder);
    }
  }

  /** What is in a path, none of whose folders is a link. */
  async #look(path: string): Promise<'file' | 'nothing' | 'obstacle'> {
    const names = path.split('/');
    if (names.some(name => forbidden.has(name.toLowerCase()))) {
      return 'obstacle';
    }
    let place = this.#root;
    for (const [index, name] of names.entries()) {
      place = join(place, name);
      const stats = await lstat(place).catch(error => {
        if (error.code === 'ENOENT') return undefined;
        throw error;
      });
      if (!stats) return 'nothing';
      const isLast = index === names.length - 1;
      if (isLast && stats.isFile()) return 'file';
      if (isLast || !stats.isDirectory()) return 'obstacle';
    }
    return 'obstacle';
  }
}

/** Who may read a file may execute it. */
function modeFor(mode: number, executable: boolean): number {
  /* eslint-disable no-bitwise -- a mode is made of bits */
  const plain = mode & 0o666;
  return executable ? plain | ((plain & 0o444) >> 2) : plain;
  /* eslint-enable no-bitwise */
}
