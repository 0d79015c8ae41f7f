import { readdir, readFile, realpath, rm } from 'node:fs/promises';
import { isAbsolute, join, posix, relative } from 'node:path';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { git, withoutSettings, yamlValueOf } from '@airworthy/golden-paths';
import { parseAllDocuments } from 'yaml';

/** An entity whose repository is on the shelf. */
interface Shelved {
  entity: Entity;
  /** Its folder in the repository, `""` for the root. */
  path: string;
}

const environment = {
  // Which may ask for signatures, or other line ends.
  ...withoutSettings,
  ...{ GIT_AUTHOR_NAME: 'Tester', GIT_AUTHOR_EMAIL: 'tester@localhost' },
  ...{ GIT_COMMITTER_NAME: 'Tester', GIT_COMMITTER_EMAIL: 'tester@localhost' },
};

/**
 * Repositories that templates are to change, as a portal keeps those of its
 * machine: bare, in one folder, and each with entities in its catalog.
 */
export class RepositoryShelf {
  readonly #folder: string;
  readonly #shelved = new Map<string, Shelved>();
  #source?: string;

  /** @param folder - `airworthy.localGit.folder` */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * Puts the folders in a folder on the shelf, in place of what is there. Those
   * named `a@1.0.0` and `a@1.1.0` are one repository, as it was and as it is.
   *
   * @throws InputError when there are none, they are outside of the root, or one
   * has another name
   */
  async fill(
    source: string,
    { root, named }: { root: string; named: string },
  ): Promise<void> {
    if (source === this.#source) return;
    this.clear();
    await rm(this.#folder, { recursive: true, force: true });
    const repositories = new Map<string, string[]>();
    for (const folder of await foldersIn(source, { root, named })) {
      const [, name] = /^([^@]+)(?:@\d+\.\d+\.\d+)?$/.exec(folder) ?? [];
      if (name === undefined) {
        throw new InputError(
          `${named}/${folder} is neither a name nor one with a version, such as greeter@1.2.0`,
        );
      }
      repositories.set(name, [...(repositories.get(name) ?? []), folder]);
    }
    for (const [name, versions] of repositories) {
      await this.#put(name, versions, { source, named });
    }
    this.#source = source;
  }

  /** Takes everything off: nobody's repositories are there any more. */
  clear(): void {
    this.#source = undefined;
    this.#shelved.clear();
  }

  /** The entity of a reference, and where it is in its repository. */
  find(ref: string): Shelved | undefined {
    return this.#shelved.get(
      stringifyEntityRef(
        parseEntityRef(ref, {
          defaultKind: 'Component',
          defaultNamespace: 'default',
        }),
      ),
    );
  }

  async #put(
    name: string,
    versions: string[],
    { source, named }: { source: string; named: string },
  ): Promise<void> {
    const bare = join(this.#folder, `${name}.git`);
    const run = (version: string, ...args: string[]) => {
      const place = { GIT_DIR: bare, GIT_WORK_TREE: join(source, version) };
      return git(source, args, { env: { ...environment, ...place } });
    };
    await git(source, ['init', '--quiet', '--bare', '-b', 'main', bare], {
      env: environment,
    });
    for (const version of versions) {
      const message = `--message=feat: ${version}`;
      await run(version, 'add', '--all');
      await run(version, 'commit', '--quiet', '--allow-empty', message);
    }
    if (versions.length > 1) {
      // A template has its history in a checkout.
      const checkout = join(this.#folder, name);
      await git(source, ['clone', '--quiet', bare, checkout], {
        env: environment,
      });
    }
    const latest = versions.at(-1)!;
    // Plain files only: a link may lead anywhere.
    const files = (await run(latest, 'ls-files', '--stage', '-z'))
      .split('\0')
      .filter(line => line.startsWith('100'))
      .map(line => line.slice(line.indexOf('\t') + 1));
    const described = files.filter(path =>
      /(^|\/)catalog-info\.ya?ml$/.test(path),
    );
    for (const path of described) {
      const text = await readFile(join(source, latest, path), 'utf8');
      for (const entity of entitiesIn(text, `${named}/${latest}/${path}`)) {
        this.#shelve(entity, name, path);
      }
    }
    if (described.length === 0) {
      const kind = { apiVersion: 'backstage.io/v1alpha1', kind: 'Component' };
      this.#shelve({ ...kind, metadata: { name } }, name, 'catalog-info.yaml');
    }
  }

  /** As the catalog would have it, had it read the file in a working copy. */
  #shelve(entity: Entity, repository: string, file: string): void {
    const location = `file:${join(this.#folder, repository, file)}`;
    const { metadata } = entity;
    const complete: Entity = {
      ...entity,
      metadata: {
        namespace: 'default',
        ...metadata,
        annotations: {
          ...metadata.annotations,
          [ANNOTATION_LOCATION]: location,
          [ANNOTATION_ORIGIN_LOCATION]: location,
        },
      },
      relations: [],
    };
    const path = posix.dirname(file);
    this.#shelved.set(stringifyEntityRef(complete), {
      entity: complete,
      path: path === '.' ? '' : path,
    });
  }
}

async function foldersIn(
  source: string,
  { root, named }: { root: string; named: string },
): Promise<string[]> {
  const place = await realpath(source).catch(() => undefined);
  if (place === undefined) throw new InputError(`${named} does not exist`);
  const inside = relative(await realpath(root), place);
  if (inside.split(/[\\/]/)[0] === '..' || isAbsolute(inside)) {
    throw new InputError(`${named} leaves the folder that is tested`);
  }
  const folders = (await readdir(place, { withFileTypes: true }))
    .filter(entry => entry.isDirectory())
    .map(({ name }) => name)
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  if (folders.length === 0) {
    throw new InputError(`${named} has no folders, each of them a repository`);
  }
  return folders;
}

/** Entities that a file describes; a Location only says where others are. */
function entitiesIn(text: string, named: string): Entity[] {
  return Array.from(parseAllDocuments(text, { logLevel: 'silent' }))
    .map(document => {
      const { value, mistakes } = yamlValueOf(document);
      const [mistake] = mistakes;
      if (mistake) throw new InputError(`${named}: ${mistake.message}`);
      return value as Entity | null;
    })
    .filter(
      (entity): entity is Entity =>
        typeof entity?.kind === 'string' &&
        typeof entity.metadata?.name === 'string' &&
        typeof (entity.metadata.namespace ?? '') === 'string' &&
        entity.kind !== 'Location',
    );
}
