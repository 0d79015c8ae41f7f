import { ExemptionState } from '@airworthy/backstage-plugin-readiness-common';
import { AddressForm, Paging, useListQuery } from '../shared/useListQuery';

/** States that nobody has to decide on any more. */
export const settledStates: readonly ExemptionState[] = [
  'approved',
  'rejected',
  'revoked',
  'expired',
];

interface Filters {
  /** All when absent. */
  state?: ExemptionState;
}

const form: AddressForm<Filters> = {
  defaultLimit: 10,
  parse: params => ({
    state: settledStates.find(each => each === params.get('state')),
  }),
  format: ({ state }) => ({ state }),
};

/** Which settled exemptions the page shows. */
export type ExemptionsQuery = Filters & Paging;

/** The state of the list, and a way to change parts of it. */
export const useExemptionsQuery = () => useListQuery(form);
