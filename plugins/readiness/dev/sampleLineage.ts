import {
  EntityLineage,
  LineageRequest,
  LineageResponse,
} from '@airworthy/backstage-plugin-readiness-common';

const node = {
  template: 'template:default/node-service',
  templateTitle: 'Node service',
  currentVersion: '1.4.0',
  owner: 'group:default/payments',
  files: 84,
};

/** Services of two templates, one of which the catalog does not have. */
export const sampleLineage: EntityLineage[] = [
  {
    ...node,
    entityRef: 'component:default/checkout',
    version: '1.2.3',
    gap: 'minor',
    changed: 5,
    removed: 1,
  },
  {
    ...node,
    entityRef: 'component:default/orders',
    title: 'Orders',
    version: '1.4.0',
    changed: 0,
    removed: 0,
  },
  {
    entityRef: 'component:default/returns',
    template: 'template:default/old-service',
    version: '0.9.0',
    files: 12,
    changed: 3,
    removed: 0,
  },
];

/** Answers as the backend does, of a few services. */
export function lineageOf(
  lineage: EntityLineage[],
  { template, entityRef, show, cursor, limit = 25 }: LineageRequest,
): LineageResponse {
  const found = lineage.filter(
    each =>
      (entityRef === undefined || each.entityRef === entityRef) &&
      (template === undefined || each.template === template) &&
      (show !== 'behind' || each.gap !== undefined),
  );
  const from = Number(cursor ?? 0);
  const until = from + limit;
  return {
    items: found.slice(from, until),
    totalItems: found.length,
    nextCursor: until < found.length ? String(until) : undefined,
    templates: [...new Set(lineage.map(each => each.template))].map(ref => {
      const of = lineage.filter(each => each.template === ref);
      return {
        template: ref,
        title: of[0].templateTitle,
        currentVersion: of[0].currentVersion,
        entities: of.length,
        behind: of.filter(({ gap }) => gap).length,
      };
    }),
  };
}
