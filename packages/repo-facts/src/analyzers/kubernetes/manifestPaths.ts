import { SourceListing } from '../../tree/SourceTree';

/** YAML files that are known to be something else, by name or folder. */
const otherFiles =
  /(?:^|\/)(?:pnpm-lock|(?:docker-)?compose[\w.-]*|mkdocs|catalog-info|openapi[\w.-]*|swagger[\w.-]*|asyncapi[\w.-]*|Chart|values[\w.-]*|\.pre-commit-config|\.gitlab-ci)\.ya?ml$|^\.(?:github|gitlab|circleci)\//;

const kustomizationName = /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/;

/** Whether a path names a kustomization. */
export function isKustomizationPath(path: string): boolean {
  return kustomizationName.test(path);
}

/** Paths of files that may hold manifests; templates of Helm are none. */
export function manifestPaths({ files }: SourceListing): string[] {
  const templates = new Set(
    files
      .filter(({ path }) => /(?:^|\/)Chart\.ya?ml$/.test(path))
      .map(({ path }) => path.replace(/Chart\.ya?ml$/, 'templates')),
  );
  return files
    .map(({ path }) => path)
    .filter(
      path =>
        /\.ya?ml$/.test(path) &&
        !isKustomizationPath(path) &&
        !otherFiles.test(path) &&
        !foldersOf(path).some(folder => templates.has(folder)),
    );
}

/** The folders that a path lies in. */
function foldersOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  // Deeper than that, nobody keeps a chart.
  return parts.slice(0, 30).map((_, at) => parts.slice(0, at + 1).join('/'));
}
