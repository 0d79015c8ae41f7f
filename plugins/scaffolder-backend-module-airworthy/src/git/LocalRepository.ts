import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { git, GitOptions, withoutSettings } from '@airworthy/golden-paths';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import fs from 'fs-extra';
import { authorship } from './authorship';
import { LocalGitConfig } from './localGitConfig';
import { pushBranch } from './pushBranch';

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
    return this.#git(this.bare, ['symbolic-ref', '--short', 'HEAD'], {
      env: { GIT_DIR: this.bare },
      signal,
    });
  }

  /** Puts the files of its branch, without their history, into a new folder. */
  async copyTo(target: string, signal?: AbortSignal): Promise<void> {
    await mkdir(target, { recursive: true });
    await this.#clone(target, { depth: 1, signal });
    await rm(join(target, '.git'), { recursive: true });
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
    const { signal, ...change } = options;
    return pushBranch({
      ...change,
      remote: this.bare,
      run: (folder, args, env) => this.#git(folder, args, { env, signal }),
    });
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
    const gitDir = join(temporary, 'git');
    const inWorkspace = this.#inWorkspace({ from, gitDir, signal });
    const init = (folder: string) =>
      this.#git(
        temporary,
        ['init', '--quiet', '--bare', `--initial-branch=${branch}`, folder],
        { signal },
      );

    await init(gitDir);
    await inWorkspace('add', '--all');
    await inWorkspace('commit', '--quiet', `--message=${message}`);
    const commit = await inWorkspace('rev-parse', 'HEAD');

    await mkdir(this.#config.folder, { recursive: true });
    await this.assertAbsent();
    // Made by us from here on, and by nobody else: mkdir fails when it exists.
    await claim(this.bare);
    try {
      await claim(this.workingCopy);
      try {
        await init(this.bare);
        await inWorkspace('push', '--quiet', this.bare, branch);
        await this.#clone(this.workingCopy, { signal });
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

  /**
   * Checks its branch out in an empty folder. Links become files: whoever
   * reads the folder, as the catalog does, would follow them out of it.
   */
  async #clone(
    target: string,
    { depth, signal }: { depth?: number; signal?: AbortSignal },
  ) {
    await this.#git(
      target,
      [
        ...['clone', '--quiet', '--config=core.symlinks=false'],
        ...(depth ? [`--depth=${depth}`] : []),
        ...[this.bare, '.'],
      ],
      { signal },
    );
  }

  #inWorkspace(options: {
    from: string;
    gitDir: string;
    signal?: AbortSignal;
  }): (...args: string[]) => Promise<string> {
    const { from, gitDir, signal } = options;
    const env = { GIT_DIR: gitDir, GIT_WORK_TREE: from };
    return (...args) => this.#git(from, args, { env, signal });
  }

  /** Runs git without anybody's settings, and answers what it prints, trimmed. */
  async #git(
    folder: string,
    args: string[],
    { env, signal }: GitOptions,
  ): Promise<string> {
    const printed = await git(folder, args, {
      env: { ...withoutSettings, ...authorship(this.#config.author), ...env },
      signal,
    });
    return printed.trim();
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
