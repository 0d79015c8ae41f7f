import { useCallback, useEffect, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { toError } from '@backstage/errors';
import { EntityReadiness } from '@airworthy/backstage-plugin-readiness-common';
import { readinessApiRef } from '../../api';
import { Request, useRequest } from '../shared/useRequest';

const pollEveryMs = 2_000;
const patienceMs = { refresh: 60_000, pending: 120_000 };

/** How far a refresh that this page asked for has come. */
export type Refresh =
  | { state: 'idle' }
  | { state: 'asking' }
  | { state: 'waiting'; newerThan: string; until: number }
  | { state: 'done' }
  /** Nothing newer arrived for as long as we were ready to wait. */
  | { state: 'late' }
  | { state: 'failed'; message: string };

/** The reports on one entity, kept current while a new grade is on its way. */
export interface ReadinessOfEntity extends Request<EntityReadiness> {
  refresh: Refresh;
  /** Has the facts collected again now. */
  startRefresh(): void;
  /** A grade has been on its way for longer than we were ready to wait. */
  late: boolean;
}

function newestObservation(readiness?: EntityReadiness): string {
  return (readiness?.collections ?? [])
    .map(each => each.observedAt ?? '')
    .reduce((newest, each) => (each > newest ? each : newest), '');
}

/**
 * Loads the reports on an entity, polls while they are pending, and refreshes
 * them. A component that uses it for one entity must not be kept for another.
 */
export function useEntityReadiness(entityRef: string): ReadinessOfEntity {
  const api = useApi(readinessApiRef);
  const request = useRequest(
    signal => api.getEntity(entityRef, { signal }),
    entityRef,
  );
  const { value, loading, retry } = request;
  const [refresh, setRefresh] = useState<Refresh>({ state: 'idle' });
  const [pendingUntil, setPendingUntil] = useState<number>();

  const pending = value?.pending ?? false;
  useEffect(() => {
    setPendingUntil(pending ? Date.now() + patienceMs.pending : undefined);
  }, [pending]);

  const waitUntil = refresh.state === 'waiting' ? refresh.until : pendingUntil;
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (loading || waitUntil === undefined) {
      return undefined;
    }
    if (
      refresh.state === 'waiting' &&
      !pending &&
      newestObservation(value) > refresh.newerThan
    ) {
      setRefresh({ state: 'done' });
      return undefined;
    }
    if (Date.now() >= waitUntil) {
      setLate(true);
      if (refresh.state === 'waiting') {
        setRefresh({ state: 'late' });
      }
      return undefined;
    }
    setLate(false);
    const timer = setTimeout(retry, pollEveryMs);
    return () => clearTimeout(timer);
  }, [loading, waitUntil, refresh, pending, value, retry]);

  const startRefresh = useCallback(() => {
    const newerThan = newestObservation(value);
    setRefresh({ state: 'asking' });
    api.refreshEntity(entityRef).then(
      () => {
        const until = Date.now() + patienceMs.refresh;
        setRefresh({ state: 'waiting', newerThan, until });
        retry();
      },
      reason =>
        setRefresh({ state: 'failed', message: toError(reason).message }),
    );
  }, [api, entityRef, value, retry]);

  return { ...request, refresh, startRefresh, late };
}
