import { dirname } from 'node:path';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  Entity,
  parseLocationRef,
  stringifyLocationRef,
} from '@backstage/catalog-model';
import { ScmIntegrationRegistry } from '@backstage/integration';

/**
 * Where the source tree of an entity is.
 *
 * @public
 */
export interface SourceLocation {
  type: 'url' | 'file';
  /** URL of a folder, or path of a folder on this machine. */
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
  return location?.type === 'file' && !isOfThisMachine(annotations)
    ? undefined
    : location;
}

function locationBy(
  annotations: Record<string, string>,
  integrations: ScmIntegrationRegistry,
): SourceLocation | undefined {
  const declared = annotations[ANNOTATION_SOURCE_LOCATION];
  if (declared) {
    return toSourceLocation(declared);
  }
  for (const annotation of [ANNOTATION_LOCATION, ANNOTATION_ORIGIN_LOCATION]) {
    const location = toSourceLocation(annotations[annotation]);
    if (location) {
      return folderOf(location, integrations);
    }
  }
  return undefined;
}

/**
 * States a source location as the catalog writes it, such as
 * `url:https://example.com/org/service/tree/main/`.
 *
 * @public
 */
export function stringifySourceLocation(location: SourceLocation): string {
  return stringifyLocationRef(location);
}

/** The catalog itself sets the origin, over whatever a registered file says. */
function isOfThisMachine(annotations: Record<string, string>): boolean {
  return (
    toSourceLocation(annotations[ANNOTATION_ORIGIN_LOCATION])?.type === 'file'
  );
}

function toSourceLocation(ref?: string): SourceLocation | undefined {
  try {
    const { type, target } = parseLocationRef(ref ?? '');
    return type === 'url' || type === 'file' ? { type, target } : undefined;
  } catch {
    return undefined;
  }
}

function folderOf(
  { type, target }: SourceLocation,
  integrations: ScmIntegrationRegistry,
): SourceLocation | undefined {
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
