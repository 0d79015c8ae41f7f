import { Entity } from '@backstage/catalog-model';

/** Annotations that name the repository of an entity, and the registry beside it. */
const registries: [annotation: string, host: string, registry: string][] = [
  ['github.com/project-slug', 'github.com', 'ghcr.io'],
  ['gitlab.com/project-slug', 'gitlab.com', 'registry.gitlab.com'],
];

/**
 * The image that a repository is expected to publish, without a version:
 * it is named after the repository, in the registry of the forge.
 */
export function imageNameOf(
  entity: Entity,
  origin: { host?: string; repository: string; path: string },
): string | undefined {
  const { name, annotations = {} } = entity.metadata;
  for (const [annotation, host, registry] of registries) {
    const repository = origin.host
      ? origin.repository
      : annotations[annotation];
    if (repository && (origin.host ?? host) === host) {
      // Of several services in a repository, each has an image of its own.
      const image = origin.path ? `${repository}/${name}` : repository;
      return `${registry}/${image}`.toLowerCase();
    }
  }
  return undefined;
}
