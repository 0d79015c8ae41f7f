import { useApi } from '@backstage/core-plugin-api';
import { ScorecardResponse } from '@airworthy/backstage-plugin-readiness-common';
import { readinessApiRef } from '../../api';
import { useRequest } from '../shared/useRequest';

/** What scorecards and checks are called; their ids where that is not known. */
export interface Titles {
  scorecard(name: string): string;
  check(scorecard: string, id: string): string;
}

/** Loads the titles of some scorecards and their checks. One that is no longer in force has none. */
export function useTitles(names: readonly string[]): Titles {
  const api = useApi(readinessApiRef);
  const distinct = [...new Set(names)].sort();
  const { value } = useRequest(
    async signal => {
      const found = await Promise.allSettled(
        distinct.map(name => api.getScorecard(name, { signal })),
      );
      return found
        .filter(
          (each): each is PromiseFulfilledResult<ScorecardResponse> =>
            each.status === 'fulfilled',
        )
        .map(each => each.value);
    },
    distinct.join(' '),
    true,
  );
  const find = (name: string) => value?.find(each => each.name === name);
  return {
    scorecard: name => find(name)?.title ?? name,
    check: (name, id) =>
      find(name)?.checkList.find(each => each.id === id)?.title ?? id,
  };
}
