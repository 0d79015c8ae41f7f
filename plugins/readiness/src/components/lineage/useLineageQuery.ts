import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { pageSizes } from '../page/usePageQuery';

const defaultLimit = 25;

/** What the list of services and their templates shows. It lives in the address. */
export interface LineageQuery {
  /** Entity ref; all when absent. */
  template?: string;
  show: 'behind' | 'all';
  limit: number;
  /** The cursors of the pages passed through; the last is that of the page shown. */
  cursors: string[];
}

function parse(query: URLSearchParams): LineageQuery {
  const limit = Number(query.get('limit'));
  return {
    template: query.get('template') || undefined,
    show: query.get('show') === 'all' ? 'all' : 'behind',
    limit: pageSizes.includes(limit) ? limit : defaultLimit,
    cursors: query.getAll('cursor'),
  };
}

function format(state: LineageQuery): URLSearchParams {
  const query = new URLSearchParams();
  if (state.template) {
    query.set('template', state.template);
  }
  if (state.show === 'all') {
    query.set('show', state.show);
  }
  if (state.limit !== defaultLimit) {
    query.set('limit', String(state.limit));
  }
  state.cursors.forEach(cursor => query.append('cursor', cursor));
  return query;
}

/** The state of the list, and a way to change parts of it. */
export function useLineageQuery(): [
  LineageQuery,
  /** Any change other than of the cursors leads back to the first page. */
  (change: Partial<LineageQuery>) => void,
] {
  const [params, setParams] = useSearchParams();
  const query = useMemo(() => parse(params), [params]);
  const change = useCallback(
    (part: Partial<LineageQuery>) =>
      setParams(before => format({ ...parse(before), cursors: [], ...part })),
    [setParams],
  );
  return [query, change];
}
