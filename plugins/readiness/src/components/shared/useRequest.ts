import { useCallback, useEffect, useRef, useState } from 'react';
import { toError } from '@backstage/errors';

/** The state of what was asked for last. */
export interface Request<T> {
  /** The answer, or while a new one is under way the one before. */
  value?: T;
  /** Why the last attempt failed. */
  error?: Error;
  loading: boolean;
  /** Asks again. */
  retry(): void;
}

/**
 * Asks for something again whenever `key` changes, and lets only the answer to
 * the latest question through: an older request is aborted and its answer dropped.
 *
 * @param key - names what is asked for; `undefined` to ask for nothing yet
 * @param keepPrevious - whether the answer for another key is better than none
 */
export function useRequest<T>(
  load: (signal: AbortSignal) => Promise<T>,
  key: string | undefined,
  keepPrevious = false,
): Request<T> {
  const [attempt, setAttempt] = useState(0);
  const [answer, setAnswer] = useState<{
    key?: string;
    attempt?: number;
    value?: T;
    error?: Error;
  }>({});
  const latestLoad = useRef(load);
  useEffect(() => {
    latestLoad.current = load;
  });

  useEffect(() => {
    if (key === undefined) {
      return undefined;
    }
    const controller = new AbortController();
    const { signal } = controller;
    latestLoad.current(signal).then(
      value => !signal.aborted && setAnswer({ key, attempt, value }),
      reason =>
        !signal.aborted &&
        setAnswer(before => ({
          key,
          attempt,
          value: before.key === key || keepPrevious ? before.value : undefined,
          error: toError(reason),
        })),
    );
    return () => controller.abort();
  }, [key, attempt, keepPrevious]);

  const retry = useCallback(() => setAttempt(count => count + 1), []);
  const settled = answer.key === key && answer.attempt === attempt;
  return {
    value: answer.key === key || keepPrevious ? answer.value : undefined,
    error: settled ? answer.error : undefined,
    loading: key !== undefined && !settled,
    retry,
  };
}
