import {
  EntitySort,
  entitySorts,
} from '@airworthy/backstage-plugin-readiness-common';
import { AddressForm, Paging, useListQuery } from '../shared/useListQuery';

interface Filters {
  scorecard?: string;
  levels: string[];
  owner?: string;
  system?: string;
  /** Only entities that fail this check. */
  check?: string;
  search: string;
  sort: EntitySort;
}

const defaultSort = 'name';

const form: AddressForm<Filters> = {
  defaultLimit: 25,
  parse: params => ({
    scorecard: params.get('scorecard') || undefined,
    levels: params.getAll('level'),
    owner: params.get('owner') || undefined,
    system: params.get('system') || undefined,
    check: params.get('check') || undefined,
    search: params.get('search') ?? '',
    sort: entitySorts.find(each => each === params.get('sort')) ?? defaultSort,
  }),
  format: ({ scorecard, levels, owner, system, check, search, sort }) => ({
    scorecard,
    level: levels,
    owner,
    system,
    check,
    search,
    sort: sort === defaultSort ? undefined : sort,
  }),
};

/** What the page shows. */
export type PageQuery = Filters & Paging;

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
export const usePageQuery = () => useListQuery(form);
