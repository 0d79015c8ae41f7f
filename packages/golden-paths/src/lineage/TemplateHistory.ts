import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { InputError } from '@backstage/errors';
import { parseAllDocuments } from 'yaml';
import { git } from '../git/git';
import { readTemplateSource } from '../template/readTemplateSource';
import { TemplateSource } from '../template/TemplateSource';
import { templateVersionAnnotation } from './templateVersion';

/** Changes of a template file that are looked at, the last ones first. */
const maxCommits = 1_000;

/**
 * Options of {@link TemplateHistory}.
 *
 * @public
 */
export interface TemplateHistoryOptions {
  /** Name of the template, where a file has several; the first otherwise. */
  name?: string;
  /** What the file is called in messages; its path when absent. */
  named?: string;
}

/**
 * A template in a git checkout, now and in earlier versions.
 *
 * @public
 */
export class TemplateHistory {
  readonly #file: string;
  readonly #name: string | undefined;
  readonly #named: string;

  /** @param file - path of the template file in the checkout */
  constructor(file: string, options: TemplateHistoryOptions = {}) {
    this.#file = file;
    this.#name = options.name;
    this.#named = options.named ?? file;
  }

  /** The template as its file has it now, committed or not. */
  async current(): Promise<TemplateSource> {
    return readTemplateSource(this.#file, {
      name: this.#name,
      named: this.#named,
    });
  }

  /**
   * The template as it was in the last commit in which it had a version.
   *
   * @throws InputError when there is no repository, or no such commit
   */
  async at(version: string): Promise<TemplateSource> {
    const file = await realpath(this.#file).catch(() => this.#file);
    const folder = dirname(file);
    const commit = await this.#findCommit(folder, basename(file), version);
    const copy = await mkdtemp(join(tmpdir(), 'airworthy-'));
    try {
      // An index of its own, and not `git archive`, which leaves out what is
      // marked as `export-ignore`.
      const env = { GIT_INDEX_FILE: join(copy, 'index') };
      const tree = join(copy, 'tree');
      await mkdir(tree);
      const root = await git(folder, ['rev-parse', '--show-toplevel']);
      const prefix = await git(folder, ['rev-parse', '--show-prefix']);
      const repository = root.trim();
      await git(
        repository,
        ['read-tree', `${commit}:${prefix.trim().replace(/\/$/, '')}`],
        { env },
      );
      await git(
        repository,
        ['checkout-index', '--all', '--quiet', `--prefix=${tree}/`],
        { env },
      );
      return await readTemplateSource(join(tree, basename(file)), {
        name: this.#name,
        named: `${this.#named} at ${commit.slice(0, 10)}`,
      });
    } finally {
      await rm(copy, { recursive: true, force: true });
    }
  }

  async #findCommit(
    folder: string,
    file: string,
    version: string,
  ): Promise<string> {
    const known: string[] = [];
    const log = await git(folder, [
      ...['log', `--max-count=${maxCommits}`, '--first-parent'],
      ...['--format=%H', '--', file],
    ]).catch(error => {
      throw new InputError(
        `${this.#named} has no history to find version ${version} in: ${
          error.message
        }`,
      );
    });
    const changes = log.split('\n').filter(Boolean);
    for (const [index, change] of changes.entries()) {
      const text = await git(folder, ['show', `${change}:./${file}`]).catch(
        // It was deleted, for a while.
        () => '',
      );
      const found = versionIn(text, this.#name);
      if (found === version) {
        // What the template fetches may have changed after the file itself.
        const until = index === 0 ? 'HEAD' : `${changes[index - 1]}^`;
        return (await git(folder, ['rev-parse', until])).trim();
      }
      if (found !== undefined && !known.includes(found)) known.push(found);
    }
    throw new InputError(
      `${this.#named} never had the version ${version} in its last ${
        changes.length
      } changes${known.length > 0 ? `; it had ${known.join(', ')}` : ''}`,
    );
  }
}

/** The version that a template in a text says it has. */
function versionIn(text: string, name: string | undefined): string | undefined {
  for (const document of parseAllDocuments(text)) {
    if (document.errors.length > 0) continue;
    const isIt =
      document.get('kind') === 'Template' &&
      (name === undefined || document.getIn(['metadata', 'name']) === name);
    const version = document.getIn([
      ...['metadata', 'annotations', templateVersionAnnotation],
    ]);
    if (isIt && typeof version === 'string') return version;
  }
  return undefined;
}
