import { createContext, ReactNode, useContext, useMemo } from 'react';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  CheckResult,
  Exemption,
  ExemptionRules,
} from '@airworthy/backstage-plugin-readiness-common';
import { readinessApiRef } from '../../api';
import { useRequest } from '../shared/useRequest';
import { Subject, subjectsOf } from './subjectsOf';

/** As many as one answer may hold; nobody has more open at once. */
const mostExemptions = 200;

interface KnownExemptions {
  /** Absent until it is known. */
  rules?: ExemptionRules;
  /** Whom an exemption may be for: the entity, its owner, its system. */
  subjects: readonly Subject[];
  /** Those that wait for a decision or are in force. */
  open: readonly Exemption[];
  /** Asks again, after something was done. */
  reload(): void;
}

const Context = createContext<KnownExemptions>({
  subjects: [],
  open: [],
  reload: () => {},
});

/** Knows the exemptions of the entity of the page, for all checks below. */
export function ExemptionsOfEntity(props: {
  /** Told when something was done that may change the report. */
  onChanged(): void;
  children: ReactNode;
}) {
  const { onChanged, children } = props;
  const { entity } = useEntity();
  const api = useApi(readinessApiRef);
  const entityRef = stringifyEntityRef(entity);
  const { value, retry } = useRequest(
    signal =>
      api.getExemptions(
        { entityRef, state: ['requested', 'approved'], limit: mostExemptions },
        { signal },
      ),
    entityRef,
  );
  const context = useMemo(
    () => ({
      rules: value?.rules,
      open: value?.items ?? [],
      subjects: subjectsOf(entity),
      reload: () => {
        retry();
        onChanged();
      },
    }),
    [entity, value, retry, onChanged],
  );
  return <Context.Provider value={context}>{children}</Context.Provider>;
}

/** The exemption that a result rests on, or those that wait to become it. */
export function useExemptionsOf(
  scorecard: string,
  { check, excuse }: Pick<CheckResult, 'check' | 'excuse'>,
) {
  const context = useContext(Context);
  const ofCheck = context.open.filter(
    each =>
      each.scorecard === scorecard &&
      (each.check === undefined || each.check === check),
  );
  return {
    ...context,
    inForce: ofCheck.find(({ id }) => id === excuse?.id),
    waiting: ofCheck.filter(({ state }) => state === 'requested'),
  };
}
