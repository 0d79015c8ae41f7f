import { useCallback } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { scmIntegrationsApiRef } from '@backstage/integration-react';
import { webUrl } from '../shared/webUrl';

/**
 * Gives the web address of a place in the entity's repository, `undefined`
 * where that has no web view.
 *
 * @param sourceLocation - its root, as a catalog location such as `url:https://…/tree/main/`
 */
export function useSourceLink(
  sourceLocation: string | undefined,
): (path: string, line?: number) => string | undefined {
  const integrations = useApi(scmIntegrationsApiRef);
  return useCallback(
    (path, line) => {
      const target = sourceLocation?.match(/^url:(.+)$/)?.[1];
      const parts = path.split('/');
      if (!target || parts.includes('..')) {
        return undefined;
      }
      // A directory without its final slash would lose its last part.
      const base =
        /[/?]/.test(target.slice(-1)) || target.includes('?')
          ? target
          : `${target}/`;
      // The path is a file name from a stranger's repository: encoded, it
      // cannot become a scheme, a query or an address of its own.
      const url = `./${parts.map(encodeURIComponent).join('/')}`;
      try {
        return webUrl(integrations.resolveUrl({ url, base, lineNumber: line }));
      } catch {
        return undefined;
      }
    },
    [integrations, sourceLocation],
  );
}
