import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { ExemptionState } from '@airworthy/backstage-plugin-readiness-common';
import { pageSizes } from '../page/usePageQuery';

/** States that nobody has to decide on any more. */
export const settledStates: readonly ExemptionState[] = [
  'approved',
  'rejected',
  'revoked',
  'expired',
];

const defaultLimit = 10;

/** Which settled exemptions the page shows. It lives in the address. */
export interface ExemptionsQuery {
  /** All when absent. */
  state?: ExemptionState;
  limit: number;
  /** The cursors of the pages passed through; the last is that of the page shown. */
  cursors: string[];
}

function parse(query: URLSearchParams): ExemptionsQuery {
  const limit = Number(query.get('limit'));
  return {
    state: settledStates.find(each => each === query.get('state')),
    limit: pageSizes.includes(limit) ? limit : defaultLimit,
    cursors: query.getAll('cursor'),
  };
}

function format({ state, limit, cursors }: ExemptionsQuery): URLSearchParams {
  const query = new URLSearchParams();
  if (state) {
    query.set('state', state);
  }
  if (limit !== defaultLimit) {
    query.set('limit', String(limit));
  }
  cursors.forEach(cursor => query.append('cursor', cursor));
  return query;
}

/** The state of the list, and a way to change parts of it. */
export function useExemptionsQuery(): [
  ExemptionsQuery,
  /** Any change other than of the cursors leads back to the first page. */
  (change: Partial<ExemptionsQuery>) => void,
] {
  const [params, setParams] = useSearchParams();
  const query = useMemo(() => parse(params), [params]);
  const change = useCallback(
    (part: Partial<ExemptionsQuery>) =>
      setParams(before => format({ ...parse(before), cursors: [], ...part })),
    [setParams],
  );
  return [query, change];
}
