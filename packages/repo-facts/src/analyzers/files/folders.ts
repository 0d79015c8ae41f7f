/** Folders that hold what others wrote, or what a build made. */
const vendoredFolders = new Set([
  '.git',
  '.gradle',
  '.next',
  '.terraform',
  '.tox',
  '.venv',
  '.yarn',
  '__pycache__',
  'bower_components',
  'node_modules',
  'site-packages',
  'third_party',
  'vendor',
  'venv',
]);

/** Folders that hold material for tests, which says nothing of the service. */
const fixtureFolders = new Set([
  '__fixtures__',
  '__mocks__',
  '__snapshots__',
  'fixtures',
  'testdata',
]);

const folders = (path: string) => path.split('/').slice(0, -1);

/** The file comes from elsewhere and is not this repository's own. */
export function isVendored(path: string): boolean {
  return folders(path).some(folder => vendoredFolders.has(folder));
}

/** The file is this repository's own, and not mere material for a test. */
export function isOwn(path: string): boolean {
  return !folders(path).some(
    folder => vendoredFolders.has(folder) || fixtureFolders.has(folder),
  );
}

/** The last part of a path. */
export function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The folder of a path, `""` for the root. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
