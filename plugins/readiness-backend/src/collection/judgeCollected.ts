import { durationToMilliseconds, HumanDuration } from '@backstage/types';
import {
  CollectedFacts,
  Collector,
  PostponedError,
} from '@airworthy/backstage-plugin-readiness-node';
import { hashOf } from '../hashOf';
import { DueFacts } from '../store/facts/dueFacts';
import {
  ChangedFacts,
  ConfirmedFacts,
  FailedFacts,
  PostponedFacts,
} from '../store/facts/saveFacts';
import { retryDelay, RetryOptions } from './retryDelay';

/** What to write down about a batch of facts. */
export interface JudgedFacts {
  changed: ChangedFacts[];
  confirmed: ConfirmedFacts[];
  failed: FailedFacts[];
  postponed: PostponedFacts[];
  /** Refs of entities that may get other results now. */
  evaluate: string[];
  now: string;
}

/** Compares what a collector answered with what is on record. */
export function judgeCollected(
  collector: Collector,
  rows: DueFacts[],
  answers: (CollectedFacts | 'unchanged' | Error)[],
  options: RetryOptions & {
    timeToLive: HumanDuration;
    now: Date;
    random: () => number;
  },
): JudgedFacts {
  const { now, random } = options;
  const nowText = now.toISOString();
  const later = (ms: number) => new Date(now.getTime() + ms).toISOString();
  const ttl = durationToMilliseconds(options.timeToLive);
  // Well before they become stale, and not all of the portal at the same moment;
  // but those of one source together, so that it is read once.
  const nextTime = later(ttl * (0.4 + random() / 5));
  const collectorHash = hashOfCollector(collector);
  const judged: JudgedFacts = {
    changed: [],
    confirmed: [],
    failed: [],
    postponed: [],
    evaluate: [],
    now: nowText,
  };

  rows.forEach((row, index) => {
    const answer = toAnswer(answers[index], row);
    const key = {
      entity_ref: row.entity_ref,
      namespace: row.namespace,
      was_due_at: row.due_at,
      was_observed_at: row.observed_at,
    };
    const isStale = row.expires_at !== null && row.expires_at <= nowText;
    const isKnown = row.content_hash !== null && !isStale;
    if (answer instanceof PostponedError) {
      const until = answer.until.toISOString();
      // Whoever has no facts to show, and has to wait, is told why; what went
      // wrong before says more.
      const isTold = !isKnown && until > nowText;
      judged.postponed.push({
        ...key,
        due_at: isKnown ? earlier(until, row.expires_at) : until,
        error: isTold ? row.error ?? answer.message : row.error,
        failures: isTold ? Math.max(row.failures, 1) : row.failures,
      });
    } else if (answer instanceof Error) {
      judged.failed.push({
        ...key,
        due_at: later(retryDelay(row.failures + 1, options, random)),
        error: answer.message,
        failures: row.failures + 1,
      });
    }
    if (answer instanceof Error) {
      if (!isKnown) {
        judged.evaluate.push(row.entity_ref);
      }
      return;
    }

    const observation = {
      ...key,
      due_at: nextTime,
      collector_hash: collectorHash,
      observed_at: nowText,
      expires_at: later(ttl),
    };
    const contentHash =
      answer === 'unchanged'
        ? row.content_hash
        : hashOf([answer.value, answer.problems]);
    if (answer === 'unchanged' || contentHash === row.content_hash) {
      judged.confirmed.push({
        ...observation,
        revision:
          answer === 'unchanged' ? row.revision : answer.revision ?? null,
      });
      if (row.failures > 0 || isStale) {
        judged.evaluate.push(row.entity_ref);
      }
      return;
    }
    judged.changed.push({
      ...observation,
      value: JSON.stringify(answer.value),
      problems: JSON.stringify(answer.problems),
      content_hash: contentHash!,
      revision: answer.revision ?? null,
    });
    judged.evaluate.push(row.entity_ref);
  });
  return judged;
}

function earlier(moment: string, other: string | null): string {
  return other !== null && other < moment ? other : moment;
}

/** Tells facts of the same shape and making from others. */
export function hashOfCollector({ schema, version }: Collector): string {
  return hashOf([schema, version ?? '']);
}

function toAnswer(
  answer: CollectedFacts | 'unchanged' | Error | undefined,
  row: DueFacts,
): CollectedFacts | 'unchanged' | Error {
  if (
    answer === undefined ||
    (answer === 'unchanged' && row.content_hash === null)
  ) {
    return new Error('The collector answered nothing about the entity');
  }
  return answer;
}
