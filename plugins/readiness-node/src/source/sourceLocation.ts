import { dirname } from 'node:path';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  Entity,
  parseLocationRef,
  stringifyLocationRef,
} from '@backstage/catalog-model';
import { parseGiteaUrl, ScmIntegrationRegistry } from '@backstage/integration';
import { isProductFolder } from '@airworthy/repo-facts';

/**
 * Where the source tree of an entity is.
 *
 * @public
 */
export interface SourceLocation {
  type: 'url' | 'file';
  /** URL of a repository's root, or path of a folder on this machine. */
  target: string;
  /** The folder of the entity below that, `""` for none. */
  folder: string;
}

/** Forges whose URLs tell the root of the repository from the folder in it. */
const forges = new Set([
  'azure',
  'bitbucketCloud',
  'bitbucketServer',
  'gitea',
  'github',
  'gitlab',
]);

/** A location as the catalog writes it. */
interface LocationRef {
  type: 'url' | 'file';
  target: string;
}

/**
 * Finds the source tree of an entity: what its annotation
 * `backstage.io/source-location` says, else the folder of the file that
 * describes it. Entities that live in no tree have none.
 *
 * A folder of this machine counts only for entities that were registered from
 * this machine, which is what its operator does. Whoever registers a URL
 * writes the annotations in it as they like.
 *
 * @public
 */
export function findSourceLocation(
  entity: Entity,
  integrations: ScmIntegrationRegistry,
): SourceLocation | undefined {
  const annotations = entity.metadata.annotations ?? {};
  const location = locationBy(annotations, integrations);
  if (location?.type === 'file' && !isOfThisMachine(annotations)) {
    return undefined;
  }
  return location && inRepository(location, integrations);
}

/**
 * Tells the root of a repository from the folder in it, where the URL says so
 * without doubt. An example stands for a repository of its own.
 */
function inRepository(
  { type, target }: LocationRef,
  integrations: ScmIntegrationRegistry,
): SourceLocation {
  const itself = { type, target, folder: '' };
  if (type === 'file' || !forges.has(integrations.byUrl(target)?.type ?? '')) {
    return itself;
  }
  try {
    const branch = branchOnGitea(target, integrations);
    const root = branch ?? integrations.resolveUrl({ url: '/', base: target });
    const folder = pathOf(target)
      .slice(pathOf(root).length)
      .replace(/^\/|\/$/g, '');
    const back = branch
      ? new URL(branch + encodeURI(folder)).href
      : integrations.resolveUrl({ url: `/${folder}/`, base: root });
    // A branch of Gitea may lack its final slash.
    return (folder !== '' || branch) &&
      isProductFolder(folder) &&
      withoutFinalSlash(back) === withoutFinalSlash(target)
      ? { type, target: root, folder }
      : itself;
  } catch {
    return itself;
  }
}

/**
 * The root of a branch on Gitea, as Backstage's reader tells it from the
 * folder: `resolveUrl` takes the branch for a folder.
 */
function branchOnGitea(
  target: string,
  integrations: ScmIntegrationRegistry,
): string | undefined {
  const gitea = integrations.gitea.byUrl(target);
  if (!gitea) {
    return undefined;
  }
  const { url, owner, name, ref } = parseGiteaUrl(gitea.config, target);
  return `${url}/${owner}/${name}/src/branch/${ref}/`;
}

/** Azure has the path in a query. */
function pathOf(url: string): string {
  const { pathname, searchParams } = new URL(url);
  return searchParams.get('path') ?? pathname;
}

function withoutFinalSlash(url: string): string {
  return url.replace(/(?:\/|%2F)(?=[?&]|$)/i, '');
}

function locationBy(
  annotations: Record<string, string>,
  integrations: ScmIntegrationRegistry,
): LocationRef | undefined {
  const declared = annotations[ANNOTATION_SOURCE_LOCATION];
  if (declared) {
    return parseLocation(declared);
  }
  for (const annotation of [ANNOTATION_LOCATION, ANNOTATION_ORIGIN_LOCATION]) {
    const location = parseLocation(annotations[annotation]);
    if (location) {
      return folderOf(location, integrations);
    }
  }
  return undefined;
}

/**
 * States the repository of a source location as the catalog writes it, such as
 * `url:https://example.com/org/service/tree/main/`. Paths of evidence start
 * there, and entities with the same one share its tree.
 *
 * @public
 */
export function stringifySourceLocation(location: SourceLocation): string {
  return stringifyLocationRef({ type: location.type, target: location.target });
}

/** The catalog itself sets the origin, over whatever a registered file says. */
function isOfThisMachine(annotations: Record<string, string>): boolean {
  return (
    parseLocation(annotations[ANNOTATION_ORIGIN_LOCATION])?.type === 'file'
  );
}

function parseLocation(ref?: string): LocationRef | undefined {
  try {
    const { type, target } = parseLocationRef(ref ?? '');
    return type === 'url' || type === 'file' ? { type, target } : undefined;
  } catch {
    return undefined;
  }
}

function folderOf(
  { type, target }: LocationRef,
  integrations: ScmIntegrationRegistry,
): LocationRef | undefined {
  if (type === 'file') {
    return { type, target: dirname(target) };
  }
  try {
    return {
      type,
      target: integrations.resolveUrl({ url: './', base: target }),
    };
  } catch {
    return undefined;
  }
}
