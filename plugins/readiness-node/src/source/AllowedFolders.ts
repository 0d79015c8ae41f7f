import { lstat, realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { NotAllowedError, NotFoundError } from '@backstage/errors';

/** The folders of this machine below which source trees may be read. */
export class AllowedFolders {
  readonly #folders: string[];
  readonly #configKey: string;

  constructor(folders: string[], configKey: string) {
    this.#folders = folders.map(folder => resolve(folder));
    this.#configKey = configKey;
  }

  /**
   * Answers where a folder really is, behind all links.
   *
   * @throws NotAllowedError when it is outside of the allowed folders, whether
   * it exists or not; NotFoundError when it is inside and does not exist.
   */
  async resolve(target: string): Promise<string> {
    const path = resolve(target);
    const real = await realpath(path).catch(() => undefined);
    if (!(await this.#allows(real ?? path))) {
      throw new NotAllowedError(
        `The folder ${target} may not be read: the config key ${
          this.#configKey
        } does not allow it`,
      );
    }
    if (!real || !(await stat(real)).isDirectory()) {
      throw new NotFoundError(`There is no folder ${target}`);
    }
    return real;
  }

  /** The root of the repository that a folder lies in, as far up as is allowed. */
  async repositoryOf(folder: string): Promise<string> {
    let at = folder;
    while (await this.#allows(at)) {
      if (await exists(join(at, '.git'))) {
        return at;
      }
      if (at === dirname(at)) {
        break;
      }
      at = dirname(at);
    }
    return folder;
  }

  async #allows(path: string): Promise<boolean> {
    for (const folder of this.#folders) {
      const real = await realpath(folder).catch(() => folder);
      if (isWithin(real, path) || isWithin(folder, path)) {
        return true;
      }
    }
    return false;
  }
}

function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
