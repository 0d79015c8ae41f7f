import { stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';

/**
 * The annotation of a Template that says which version of it this is.
 *
 * @public
 */
export const templateVersionAnnotation = 'airworthy.dev/template-version';

/**
 * The annotation of a Template that says which tag of its repository has a
 * version of it, such as `node-service-v{version}`.
 *
 * @public
 */
export const templateTagAnnotation = 'airworthy.dev/template-tag';

/** The action that ends what counts as rendering. */
const stampAction = 'airworthy:stamp';

/**
 * The version that a template says it has.
 *
 * @throws InputError when it says none
 * @public
 */
export function versionOf({
  metadata,
}: {
  metadata: { name: string; annotations?: Record<string, string> };
}): string {
  const version = metadata.annotations?.[templateVersionAnnotation];
  if (!version) {
    throw new InputError(
      `The template ${metadata.name} does not say its version: add the annotation ${templateVersionAnnotation}, such as '1.0.0'`,
    );
  }
  return version;
}

/** A template and its version, as people call it. */
export function labelOf(entity: TemplateEntityV1beta3): string {
  return `${entity.metadata.name} ${versionOf(entity)}`;
}

/** Entity ref of a template. */
export function templateRefOf(entity: TemplateEntityV1beta3): string {
  return stringifyEntityRef(entity);
}

/**
 * The part of a template that writes files: its steps up to the one that
 * stamps what was written. What comes later grades and publishes.
 *
 * @throws InputError when it has no such step
 */
export function renderingPart(
  entity: TemplateEntityV1beta3,
): TemplateEntityV1beta3 {
  const { output: _, ...spec } = entity.spec;
  const end = spec.steps.findIndex(({ action }) => action === stampAction);
  if (end < 0) {
    throw new InputError(
      `${labelOf(
        entity,
      )} has no step ${stampAction}, so what it writes cannot be told from what it publishes`,
    );
  }
  return { ...entity, spec: { ...spec, steps: spec.steps.slice(0, end) } };
}
