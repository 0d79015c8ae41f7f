import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { EntitySort } from '@airworthy/backstage-plugin-readiness-common';

/** What the page shows. All of it lives in the address, so it can be shared and gone back to. */
export interface PageQuery {
  scorecard?: string;
  levels: string[];
  owner?: string;
  system?: string;
  /** Only entities that fail this check. */
  check?: string;
  search: string;
  sort: EntitySort;
  limit: number;
  /** The cursors of the pages passed through; the last is that of the page shown. */
  cursors: string[];
}

export const pageSizes = [10, 25, 50, 100];
const defaults = { sort: 'name', limit: 25 } as const;
const sorts: readonly EntitySort[] = [
  'name',
  '-name',
  'level',
  '-level',
  'score',
  '-score',
  'owner',
  '-owner',
];

function parse(query: URLSearchParams): PageQuery {
  const limit = Number(query.get('limit'));
  return {
    scorecard: query.get('scorecard') || undefined,
    levels: query.getAll('level'),
    owner: query.get('owner') || undefined,
    system: query.get('system') || undefined,
    check: query.get('check') || undefined,
    search: query.get('search') ?? '',
    sort: sorts.find(each => each === query.get('sort')) ?? defaults.sort,
    limit: pageSizes.includes(limit) ? limit : defaults.limit,
    cursors: query.getAll('cursor'),
  };
}

function format(state: PageQuery): URLSearchParams {
  const query = new URLSearchParams();
  const set = (name: string, value?: string) => value && query.set(name, value);
  set('scorecard', state.scorecard);
  state.levels.forEach(level => query.append('level', level));
  set('owner', state.owner);
  set('system', state.system);
  set('check', state.check);
  set('search', state.search);
  set('sort', state.sort === defaults.sort ? '' : state.sort);
  set('limit', state.limit === defaults.limit ? '' : String(state.limit));
  state.cursors.forEach(cursor => query.append('cursor', cursor));
  return query;
}

/** Whether anything narrows the list. */
export function isFiltered(query: PageQuery): boolean {
  return Boolean(
    query.levels.length ||
      query.owner ||
      query.system ||
      query.check ||
      query.search,
  );
}

export const noFilters: Partial<PageQuery> = {
  levels: [],
  owner: undefined,
  system: undefined,
  check: undefined,
  search: '',
};

/** The state of the page, and a way to change parts of it. */
export function usePageQuery(): [
  PageQuery,
  /** Any change other than of the cursors leads back to the first page. */
  (change: Partial<PageQuery>, options?: { replace?: boolean }) => void,
] {
  const [params, setParams] = useSearchParams();
  const query = useMemo(() => parse(params), [params]);
  const change = useCallback(
    (part: Partial<PageQuery>, options?: { replace?: boolean }) =>
      setParams(
        before => format({ ...parse(before), cursors: [], ...part }),
        options,
      ),
    [setParams],
  );
  return [query, change];
}
