import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';

export const pageSizes = [10, 25, 50, 100];

/** Which page of a list is shown. */
export interface Paging {
  limit: number;
  /** The cursors of the pages passed through; the last is that of the page shown. */
  cursors: string[];
}

/** How what a list shows is written in the address. */
export interface AddressForm<TFilters> {
  defaultLimit: number;
  parse(params: URLSearchParams): TFilters;
  /** What is empty is left out, as what is usual should be. */
  format(
    filters: TFilters,
  ): Record<string, string | readonly string[] | undefined>;
}

/**
 * What a list shows, and a way to change parts of it. All of it lives in the
 * address, so it can be shared and gone back to.
 *
 * @param form - must stay the same
 */
export function useListQuery<TFilters extends object>(
  form: AddressForm<TFilters>,
): [
  TFilters & Paging,
  /** Any change other than of the cursors leads back to the first page. */
  (change: Partial<TFilters & Paging>, options?: { replace?: boolean }) => void,
] {
  const [params, setParams] = useSearchParams();
  const query = useMemo(() => parse(form, params), [form, params]);
  const change = useCallback(
    (part: Partial<TFilters & Paging>, options?: { replace?: boolean }) =>
      setParams(
        before =>
          format(form, { ...parse(form, before), cursors: [], ...part }),
        options,
      ),
    [form, setParams],
  );
  return [query, change];
}

function parse<TFilters>(
  form: AddressForm<TFilters>,
  params: URLSearchParams,
): TFilters & Paging {
  const limit = Number(params.get('limit'));
  return {
    ...form.parse(params),
    limit: pageSizes.includes(limit) ? limit : form.defaultLimit,
    cursors: params.getAll('cursor'),
  };
}

function format<TFilters>(
  form: AddressForm<TFilters>,
  query: TFilters & Paging,
): URLSearchParams {
  const { limit, cursors } = query;
  const params = new URLSearchParams();
  const values = {
    ...form.format(query),
    limit: limit === form.defaultLimit ? undefined : String(limit),
    cursor: cursors,
  };
  for (const [name, value] of Object.entries(values)) {
    [value ?? []]
      .flat()
      .filter(Boolean)
      .forEach(each => params.append(name, each));
  }
  return params;
}
