import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ConflictError, InputError } from '@backstage/errors';
import fs from 'fs-extra';
import { git } from './git';
import { LocalGitConfig } from './localGitConfig';

// What GitHub allows, without a leading dot or dash.
const validName = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$/;

/** A bare repository on this machine, with a working copy beside it. */
export class LocalRepository {
  /** Path of the bare repository. */
  readonly bare: string;
  /** Path of the working copy. */
  readonly workingCopy: string;
  readonly #config: LocalGitConfig;

  /** @throws InputError when the name cannot be that of a repository */
  constructor(config: LocalGitConfig, name: string) {
    if (!validName.test(name) || /\.git$|\.lock$|\.\./i.test(name)) {
      throw new InputError(
        `"${name}" cannot be the name of a repository: use letters, digits, "-", "_" and ".", and do not end in ".git"`,
      );
    }
    this.#config = config;
    this.bare = join(config.folder, `${name}.git`);
    this.workingCopy = join(config.folder, name);
  }

  get remoteUrl(): string {
    return pathToFileURL(this.bare).href;
  }

  /** @throws ConflictError when there is something in its place */
  async assertAbsent(): Promise<void> {
    for (const path of [this.bare, this.workingCopy]) {
      if (await fs.pathExists(path)) {
        throw new ConflictError(
          `${path} exists already and is left alone: choose another name`,
        );
      }
    }
  }

  /**
   * Commits what is in the folder to a new repository, and checks it out. What
   * was begun is taken away again when that fails; the folder is not changed.
   *
   * @returns the hash of the commit
   * @throws ConflictError when there is something in its place
   */
  async publish(options: {
    from: string;
    branch: string;
    message: string;
    /** An empty folder to work in. */
    temporary: string;
    signal?: AbortSignal;
  }): Promise<string> {
    const { from, branch, message, temporary, signal } = options;
    const { author, folder } = this.#config;
    const gitDir = join(temporary, 'git');
    const run = (...args: string[]) => git(args, { author, signal });
    const inWorkspace = (...args: string[]) =>
      run(`--git-dir=${gitDir}`, `--work-tree=${from}`, ...args);

    await run(
      'init',
      '--quiet',
      '--bare',
      `--initial-branch=${branch}`,
      gitDir,
    );
    await inWorkspace('add', '--all');
    await inWorkspace('commit', '--quiet', `--message=${message}`);
    const commit = await inWorkspace('rev-parse', 'HEAD');

    await mkdir(folder, { recursive: true });
    await this.assertAbsent();
    // Made by us from here on, and by nobody else: mkdir fails when it exists.
    await claim(this.bare);
    try {
      await claim(this.workingCopy);
      try {
        await run(
          'init',
          '--quiet',
          '--bare',
          `--initial-branch=${branch}`,
          this.bare,
        );
        await inWorkspace('push', '--quiet', this.bare, branch);
        await run(
          'clone',
          '--quiet',
          // The catalog reads the working copy and would follow links out of it.
          '--config=core.symlinks=false',
          this.bare,
          this.workingCopy,
        );
      } catch (error) {
        await rm(this.workingCopy, { recursive: true, force: true });
        throw error;
      }
    } catch (error) {
      await rm(this.bare, { recursive: true, force: true });
      throw error;
    }
    return commit;
  }
}

async function claim(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      throw new ConflictError(
        `${path} exists already and is left alone: choose another name`,
      );
    }
    throw error;
  }
}
