import { Evidence } from './facts';

/**
 * What a check came to on one entity.
 *
 * @public
 */
export type ResultStatus =
  | 'pass'
  | 'fail'
  | 'unknown'
  | 'exempt'
  | 'not-applicable';

/**
 * All result statuses, worst first.
 *
 * @public
 */
export const resultStatuses: readonly ResultStatus[] = [
  'fail',
  'unknown',
  'exempt',
  'pass',
  'not-applicable',
];

/**
 * One check on one entity.
 *
 * @public
 */
export interface CheckResult {
  /** Id of the check. */
  check: string;
  title: string;
  status: ResultStatus;
  /** Id of the level that needs the check. */
  level: string;
  category: string;
  weight: number;
  effortHours: number;
  /** What is wrong when the check does not pass. */
  message: string;
  /** Why it matters, with its source. */
  reason?: string;
  /** Why the result is unknown, exempt or not applicable. */
  detail?: string;
  evidence: Evidence[];
  fix?: {
    /** Markdown. */
    guide?: string;
    /** Entity ref of a template that mends it. */
    template?: string;
  };
  /** Paths of the facts that the check looks at, such as `repo.docker.images`. */
  facts: string[];
  /** ISO 8601, UTC: the oldest observation that the result rests on. */
  observedAt?: string;
}

/**
 * How a report stands at one level.
 *
 * @public
 */
export interface LevelStanding {
  id: string;
  title: string;
  description?: string;
  /** This level and all below it are reached. */
  reached: boolean;
  counts: Record<ResultStatus, number>;
}

/**
 * All results of one scorecard on one entity.
 *
 * @public
 */
export interface Report {
  scorecard: string;
  scorecardTitle: string;
  entityRef: string;
  /** Id of the highest level reached, `null` when not even the lowest is. */
  level: string | null;
  /** Weighted share of passes among passes and failures and unknowns, 0 to 100, `null` when nothing applies. */
  score: number | null;
  /** Share of the applicable checks whose facts are known, 0 to 1. */
  coverage: number;
  counts: Record<ResultStatus, number>;
  /** From the lowest level up. */
  levels: LevelStanding[];
  results: CheckResult[];
  /** Ids of the checks to turn to `pass`, the most useful first. */
  nextSteps: string[];
}
