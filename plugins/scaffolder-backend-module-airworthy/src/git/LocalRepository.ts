import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
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
   * The branch that others are meant for.
   *
   * @throws NotFoundError when there is no such repository
   */
  async defaultBranch(signal?: AbortSignal): Promise<string> {
    if (!(await fs.pathExists(join(this.bare, 'HEAD')))) {
      throw new NotFoundError(`There is no repository ${this.bare}`);
    }
    const { author } = this.#config;
    return git([`--git-dir=${this.bare}`, 'symbolic-ref', '--short', 'HEAD'], {
      author,
      signal,
    });
  }

  /**
   * Commits what is in the folder to a new branch, on top of another. Neither
   * the folder nor the working copy is changed.
   *
   * @returns the hash of the commit
   * @throws ConflictError when there is such a branch, InputError when nothing
   * is different in the folder
   */
  async pushBranch(options: {
    /** The whole repository as it is to be. */
    from: string;
    baseBranch: string;
    branch: string;
    message: string;
    /** An empty folder to work in. */
    temporary: string;
    signal?: AbortSignal;
  }): Promise<string> {
    const { from, baseBranch, branch, message, temporary, signal } = options;
    const { author } = this.#config;
    const gitDir = join(temporary, 'git');
    const run = (...args: string[]) => git(args, { author, signal });
    const inWorkspace = (...args: string[]) =>
      run(`--git-dir=${gitDir}`, `--work-tree=${from}`, ...args);

    await run('clone', '--quiet', '--bare', this.bare, gitDir);
    const heads = await inWorkspace(
      ...['for-each-ref', '--format=%(refname)', `refs/heads/${branch}`],
    );
    if (heads !== '') {
      throw new ConflictError(
        `${this.bare} has a branch ${branch} already, which is left alone`,
      );
    }
    await inWorkspace('branch', '--quiet', branch, baseBranch);
    await inWorkspace('symbolic-ref', 'HEAD', `refs/heads/${branch}`);
    await inWorkspace('read-tree', 'HEAD');
    await inWorkspace('add', '--all');
    if ((await inWorkspace('diff', '--cached', '--name-only')) === '') {
      throw new InputError(
        `There is nothing to commit: the workspace is as ${baseBranch} is`,
      );
    }
    await inWorkspace('commit', '--quiet', `--message=${message}`);
    await inWorkspace('push', '--quiet', this.bare, branch);
    return inWorkspace('rev-parse', 'HEAD');
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
