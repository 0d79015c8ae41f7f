import { useCallback } from 'react';
import { CompoundEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/core-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';

/** What the readiness tab of an entity shows first. */
export interface TabTarget {
  scorecard?: string;
  check?: string;
}

/** The query part of a link to the tab, with its question mark; empty for no target. */
export function tabSearch(target: TabTarget): string {
  const query = new URLSearchParams();
  if (target.scorecard) {
    query.set('scorecard', target.scorecard);
  }
  if (target.check) {
    query.set('check', target.check);
  }
  const text = query.toString();
  return text && `?${text}`;
}

/** Gives the path of an entity's readiness tab. */
export function useTabLink(): (
  entity: CompoundEntityRef,
  target?: TabTarget,
) => string {
  const entityRoute = useRouteRef(entityRouteRef);
  return useCallback(
    ({ kind, namespace, name }, target = {}) => {
      const page = entityRoute({
        kind: kind.toLocaleLowerCase('en-US'),
        namespace: namespace.toLocaleLowerCase('en-US'),
        name,
      });
      return `${page}/readiness${tabSearch(target)}`;
    },
    [entityRoute],
  );
}
