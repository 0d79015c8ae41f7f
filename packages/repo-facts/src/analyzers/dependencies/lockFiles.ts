import { foldersAbove, folderOf, inFolder } from '../files/paths';
import { Manifest } from './Manifest';

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
};

/** Ecosystems whose exact versions in the manifest are all there is to lock. */
const locksItself = new Set(['maven', 'pypi']);

/**
 * The lock file of a manifest. A manifest that asks for nothing has nothing to
 * lock, and so is its own.
 */
export function lockFileOf(
  path: string,
  { ecosystem, packages, exact }: Manifest,
  paths: ReadonlySet<string>,
): string {
  if (packages.length === 0 || (exact && locksItself.has(ecosystem))) {
    return path;
  }
  const folders = ecosystem === 'go' ? [folderOf(path)] : foldersAbove(path);
  for (const folder of folders) {
    for (const name of lockFileNames[ecosystem]) {
      if (paths.has(inFolder(folder, name))) {
        return inFolder(folder, name);
      }
    }
  }
  return '';
}
