/**
 * Which folders of a source tree are part of the product that is graded. What
 * others wrote, what tools made, and what serves as an example is not.
 */

/** Folders that are never entered, by name. */
const skippedNames = new Set([
  // Version control and tools
  ...['.git', '.hg', '.svn', '.idea', '.terraform', '.gradle', '.serverless'],
  // Packages of others
  ...['node_modules', 'bower_components', 'vendor', 'site-packages', '.yarn'],
  ...['.pnpm-store', '.venv', 'venv', '.virtualenv', '.tox', '.nox', '.eggs'],
  // Output and caches
  ...['dist', 'dist-types', 'coverage', 'htmlcov', '__pycache__', '.next'],
  ...['.nuxt', '.turbo', '.cache', '.parcel-cache', '.nyc_output'],
  ...['.mypy_cache', '.pytest_cache', '.ruff_cache'],
  // Not the product itself
  ...['testdata', 'fixtures', '__fixtures__', 'examples'],
]);

/**
 * Whether a folder of a repository is part of what the repository is about, by
 * its name and those above it. Below `examples` and the like lies what stands
 * for a repository of its own.
 *
 * @public
 */
export function isProductFolder(folder: string): boolean {
  return folder.split('/').every(name => !skippedNames.has(name));
}

/** Folders that are output only next to a file of the tool that writes them. */
const outputBeside: Record<string, string[]> = {
  build: [
    ...['package.json', 'build.gradle', 'build.gradle.kts'],
    ...['pyproject.toml', 'setup.py', 'CMakeLists.txt'],
  ],
  out: ['package.json', 'build.gradle', 'build.gradle.kts'],
  target: ['pom.xml', 'Cargo.toml', 'build.sbt'],
};

/** A folder with this file holds packages of others, whatever its name. */
const environmentMark = 'pyvenv.cfg';

/**
 * Whether a folder is left out because of its name and of what lies beside it.
 *
 * @param siblings - names of the files in the folder that contains it
 */
export function isSkippedFolder(
  name: string,
  siblings: ReadonlySet<string>,
): boolean {
  return (
    skippedNames.has(name) ||
    (Object.hasOwn(outputBeside, name) &&
      outputBeside[name].some(file => siblings.has(file)))
  );
}

/**
 * Whether a folder below the root is left out because of what it contains.
 *
 * @param files - names of the files in it
 */
export function isForeignFolder(files: ReadonlySet<string>): boolean {
  return files.has(environmentMark);
}

const nothing: ReadonlySet<string> = new Set();

/** Answers whether a path is inside the boundaries, given all paths of a tree. */
export function boundariesOf(
  paths: Iterable<string>,
): (path: string) => boolean {
  const filesOf = new Map<string, Set<string>>();
  for (const path of paths) {
    const [folder, name] = split(path);
    const files = filesOf.get(folder) ?? new Set();
    filesOf.set(folder, files.add(name));
  }
  const known = new Map<string, boolean>([['', true]]);
  const isInside = (folder: string): boolean => {
    const open: string[] = [];
    let current = folder;
    while (!known.has(current)) {
      open.push(current);
      [current] = split(current);
    }
    let inside = known.get(current) ?? false;
    for (const next of open.reverse()) {
      const [parent, name] = split(next);
      inside &&=
        !isSkippedFolder(name, filesOf.get(parent) ?? nothing) &&
        !isForeignFolder(filesOf.get(next) ?? nothing);
      known.set(next, inside);
    }
    return inside;
  };
  return path => isInside(split(path)[0]);
}

/** Whether a path is one that can lie in a tree: relative, plain, and below it. */
export function isTreePath(path: string): boolean {
  return (
    path !== '' &&
    !path.includes('\0') &&
    path.split('/').every(part => !['', '.', '..'].includes(part))
  );
}

function split(path: string): [folder: string, name: string] {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? ['', path] : [path.slice(0, slash), path.slice(slash + 1)];
}
