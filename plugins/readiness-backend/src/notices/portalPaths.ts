import { parseEntityRef } from '@backstage/catalog-model';

/** The tab of an entity in the portal. */
export function entityPath(
  ref: string,
  query: { scorecard: string; check?: string },
): string {
  const { kind, namespace, name } = parseEntityRef(ref);
  return `/catalog/${namespace}/${kind}/${name}/readiness${queryOf(query)}`;
}

/** The page with the entities of an owner or a system. */
export function pagePath(query: {
  scorecard: string;
  owner?: string;
  system?: string;
}): string {
  return `/readiness${queryOf(query)}`;
}

function queryOf(query: Record<string, string | undefined>): string {
  const given = Object.entries(query).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return `?${new URLSearchParams(given)}`;
}
