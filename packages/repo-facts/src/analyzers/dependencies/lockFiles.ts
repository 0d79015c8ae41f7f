import { AnalyzerContext } from '../Analyzer';
import { foldersAbove, folderOf, inFolder } from '../files/paths';
import { Manifest } from './Manifest';
import { Workspaces } from './Workspaces';

/** Lock files of an ecosystem; one above the manifest belongs to its workspace. */
const lockFileNames: Record<Manifest['ecosystem'], string[]> = {
  npm: [
    'package-lock.json',
    'npm-shrinkwrap.json',
    'yarn.lock',
    'pnpm-lock.yaml',
    'bun.lock',
    'bun.lockb',
  ],
  pypi: ['uv.lock', 'poetry.lock', 'pdm.lock', 'pylock.toml', 'Pipfile.lock'],
  go: ['go.sum'],
  maven: [],
  gradle: ['gradle.lockfile'],
  cargo: ['Cargo.lock'],
  nuget: ['packages.lock.json'],
};

/** Ecosystems whose exact versions in the manifest are all there is to lock. */
const locksItself = new Set(['maven', 'nuget', 'pypi']);

/** Finds the lock files of manifests. */
export class LockFiles {
  readonly #paths: ReadonlySet<string>;
  readonly #workspaces: Workspaces;

  constructor(context: AnalyzerContext) {
    this.#paths = new Set(context.listing.files.map(file => file.path));
    this.#workspaces = new Workspaces(context);
  }

  /**
   * The lock file of a manifest, `""` when there is none. A manifest that asks
   * for nothing has nothing to lock, and so is its own.
   */
  async of(
    path: string,
    { ecosystem, packages, exact }: Manifest,
  ): Promise<string> {
    if (packages.length === 0 || (exact && locksItself.has(ecosystem))) {
      return path;
    }
    const own = folderOf(path);
    const folders = ecosystem === 'go' ? [own] : foldersAbove(path);
    for (const folder of folders) {
      const lock = lockFileNames[ecosystem]
        .map(name => inFolder(folder, name))
        .find(candidate => this.#paths.has(candidate));
      if (
        lock !== undefined &&
        (folder === own || (await this.#workspaces.includes(folder, own)))
      ) {
        return lock;
      }
    }
    return '';
  }
}
