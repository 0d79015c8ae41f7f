import { AddressForm, Paging, useListQuery } from '../shared/useListQuery';

interface Filters {
  /** Entity ref; all when absent. */
  template?: string;
  show: 'behind' | 'all';
}

const form: AddressForm<Filters> = {
  defaultLimit: 25,
  parse: params => ({
    template: params.get('template') || undefined,
    show: params.get('show') === 'all' ? 'all' : 'behind',
  }),
  format: ({ template, show }) => ({
    template,
    show: show === 'all' ? show : undefined,
  }),
};

/** What the list of services and their templates shows. */
export type LineageQuery = Filters & Paging;

/** The state of the list, and a way to change parts of it. */
export const useLineageQuery = () => useListQuery(form);
