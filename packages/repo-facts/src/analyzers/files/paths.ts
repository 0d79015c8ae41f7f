/** The last part of a path. */
export function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The folder of a path, `""` for the root. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The folder of a path and all folders above it, the nearest first. */
export function foldersAbove(path: string): string[] {
  const folders = [];
  for (let folder = folderOf(path); folder !== ''; folder = folderOf(folder)) {
    folders.push(folder);
  }
  return [...folders, ''];
}

/** A path in a folder, where `""` is the root. */
export function inFolder(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
