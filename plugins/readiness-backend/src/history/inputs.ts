import {
  EvaluateScorecardOptions,
  FactSet,
  GrantedExemption,
} from '@airworthy/backstage-plugin-readiness-common';
import { FactsRow } from '../store/tables';

/** Facts of one namespace, as an evaluation saw them. */
export interface FactsInput {
  namespace: string;
  /** Absent when they never were. */
  observedAt?: string;
  expiresAt?: string;
  /** Names the value among `fact_changes`. */
  contentHash?: string;
  /** Why there was no value that could be relied upon; stands instead of it. */
  error?: string;
}

/** Which exemptions count, besides those that were granted. */
type Rules = Pick<EvaluateScorecardOptions, 'repositoryExemptions'>;

/** What a report was made of, besides the scorecard and the moment. */
export interface ReportInputs extends Rules {
  facts: FactsInput[];
  exemptions: readonly GrantedExemption[];
}

/** What the reports of an entity were made of. */
export interface EntityInputs extends Rules {
  /** The moment of evaluation, ISO 8601, UTC. */
  at: string;
  facts: FactsInput[];
  /** By the name of the scorecard, where there are any. */
  exemptions: Readonly<Record<string, readonly GrantedExemption[]>>;
}

/** All that an evaluation takes besides the scorecard. */
export type Circumstances = Omit<
  EvaluateScorecardOptions,
  'scorecard' | 'entityRef'
>;

/** What of an entity's inputs one report is made of. */
export function inputsOfReport(
  { facts, exemptions, repositoryExemptions }: EntityInputs,
  scorecard: string,
): ReportInputs {
  return {
    facts,
    exemptions: exemptions[scorecard] ?? [],
    repositoryExemptions,
  };
}

/** Inputs, with the facts that they name. */
export function circumstancesOf(
  { exemptions, repositoryExemptions }: ReportInputs,
  facts: FactSet[],
  at: string,
): Circumstances {
  return { facts, now: new Date(at), exemptions, repositoryExemptions };
}

/** What an evaluation sees of facts: their value, or the error when that is all there is. */
export function inputOf(row: Omit<FactsRow, 'value'>, now: string): FactsInput {
  const { namespace, observed_at, expires_at, content_hash, error } = row;
  const observedAt = observed_at ?? undefined;
  const isStale = expires_at !== null && expires_at <= now;
  if (error !== null && (content_hash === null || isStale)) {
    return { namespace, observedAt, error };
  }
  return {
    namespace,
    observedAt,
    expiresAt: expires_at ?? undefined,
    contentHash: content_hash ?? undefined,
  };
}

/** Facts as they are evaluated; `observed` is the value that the input names. */
export function factSetOf(
  { namespace, observedAt, expiresAt, error }: FactsInput,
  observed: Pick<FactsRow, 'value' | 'problems'> | undefined,
  at: string,
): FactSet {
  const set = { namespace, observedAt: observedAt ?? at };
  return error === undefined
    ? {
        value: JSON.parse(observed?.value ?? '{}'),
        problems: JSON.parse(observed?.problems ?? '[]'),
        expiresAt,
        ...set,
      }
    : { ...set, value: {}, problems: [{ fact: namespace, reason: error }] };
}
