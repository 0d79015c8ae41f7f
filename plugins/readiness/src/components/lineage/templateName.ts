import { parseEntityRef } from '@backstage/catalog-model';
import { EntityLineage } from '@airworthy/backstage-plugin-readiness-common';

/** What a template is called, known to the catalog or not. */
export function templateName({
  template,
  templateTitle,
}: Pick<EntityLineage, 'template' | 'templateTitle'>): string {
  return templateTitle ?? parseEntityRef(template).name;
}
