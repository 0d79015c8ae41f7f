import { join } from 'node:path';
import { runGit } from './runGit';

/** A file of a tree to be; without a blob, one that is to go. */
export interface TreeEntry {
  path: string;
  mode?: string;
  blob: string | null;
}

/** A commit to be, as forges take it over their APIs. */
export interface NewCommit {
  tree: string;
  parents: string[];
  message: string;
}

/** A repository of a forge, as git keeps it. */
export class BareRepository {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async create(folder: string): Promise<BareRepository> {
    await runGit([
      'init',
      '--quiet',
      '--bare',
      '--initial-branch=main',
      folder,
    ]);
    return new BareRepository(folder);
  }

  /** Refuses every push from now on. */
  async refusePushes(): Promise<void> {
    await this.#git(['config', 'http.receivepack', 'false']);
  }

  /** The object that a revision such as `main` or `main^{tree}` stands for. */
  async resolve(revision: string): Promise<string | undefined> {
    try {
      return await this.#line(['rev-parse', '--quiet', '--verify', revision]);
    } catch {
      return undefined;
    }
  }

  async branches(): Promise<string[]> {
    return this.#lines(['branch', '--format=%(refname:short)']);
  }

  /** Its files: path to blob and mode. */
  async files(
    revision: string,
  ): Promise<Map<string, { blob: string; mode: string }>> {
    const lines = await this.#lines(['ls-tree', '-r', revision]);
    return new Map(
      lines.map(line => {
        const [mode, , blob, path] = line.split(/[ \t]/);
        return [path, { blob, mode }];
      }),
    );
  }

  async read(revision: string, path: string): Promise<Buffer> {
    return this.#git(['cat-file', 'blob', `${revision}:${path}`]);
  }

  async text(revision: string, path: string): Promise<string> {
    return (await this.read(revision, path)).toString();
  }

  /** Subject and author of a commit. */
  async describe(revision: string): Promise<string> {
    return this.#line(['log', '-1', '--format=%s (%an)', revision]);
  }

  /** What differs between two revisions, such as `M README.md`. */
  async diff(from: string, to: string): Promise<string[]> {
    const lines = await this.#lines(['diff', '--name-status', from, to]);
    return lines.map(line => line.replace('\t', ' '));
  }

  async archive(revision: string): Promise<Buffer> {
    const prefix = `--prefix=repository-${revision}/`;
    return this.#git(['archive', '--format=tar.gz', prefix, revision]);
  }

  async checkOut(revision: string, folder: string): Promise<void> {
    const branch = `--branch=${revision}`;
    await runGit(['clone', '--quiet', branch, this.#folder, folder]);
  }

  async writeBlob(content: Buffer | string): Promise<string> {
    return this.#line(['hash-object', '-w', '--stdin'], { input: content });
  }

  /** Writes a tree that differs from another in these entries. */
  async writeTree(
    base: string | undefined,
    entries: TreeEntry[],
  ): Promise<string> {
    const index = join(this.#folder, 'index-of-a-tree');
    const environment = { GIT_INDEX_FILE: index };
    const none = '0'.repeat(40);
    const input = entries
      .map(({ path, mode = '100644', blob }) =>
        blob === null ? `0 ${none}\t${path}\n` : `${mode} ${blob}\t${path}\n`,
      )
      .join('');
    await this.#git(['read-tree', base ?? '--empty'], { environment });
    await this.#git(['update-index', '--index-info'], { environment, input });
    return this.#line(['write-tree'], { environment });
  }

  async writeCommit({ tree, parents, message }: NewCommit): Promise<string> {
    const ancestry = parents.flatMap(parent => ['-p', parent]);
    return this.#line(['commit-tree', tree, ...ancestry], { input: message });
  }

  /** Makes a branch, or moves it where it is at `from`. */
  async setBranch(name: string, to: string, from = ''): Promise<void> {
    await this.#git(['update-ref', `refs/heads/${name}`, to, from]);
  }

  /** Puts files on the branch `main`, as somebody had before. */
  async fill(files: Record<string, string>): Promise<void> {
    const entries = await Promise.all(
      Object.entries(files).map(async ([path, content]) => ({
        path,
        blob: await this.writeBlob(content),
      })),
    );
    const tree = await this.writeTree(undefined, entries);
    const message = 'All of it';
    const commit = await this.writeCommit({ tree, parents: [], message });
    await this.setBranch('main', commit);
  }

  async #lines(args: string[]): Promise<string[]> {
    return (await this.#line(args)).split('\n').filter(line => line !== '');
  }

  async #line(...call: Parameters<typeof runGit>): Promise<string> {
    return (await this.#git(...call)).toString().trim();
  }

  async #git(...[args, options]: Parameters<typeof runGit>): Promise<Buffer> {
    return runGit(['--git-dir', this.#folder, ...args], options);
  }
}
