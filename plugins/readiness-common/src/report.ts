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
 * What excuses a result: an exemption that was granted in the portal, or one
 * that stands in the repository.
 *
 * @public
 */
export interface Excuse {
  /** Why the entity need not pass. */
  reason: string;
  /** Who granted it: an entity ref, or owners by CODEOWNERS. */
  grantedBy?: string;
  /** ISO 8601: when it ends; absent when it does not. */
  expiresAt?: string;
  /** `https:` address that says more. */
  link?: string;
  /** Id of the portal's exemption; absent for one in the repository. */
  id?: string;
  /** Where it stands in the repository; absent for one of the portal. */
  path?: string;
  /** Line in that file, counted from 1. */
  line?: number;
}

/**
 * An exemption that was granted for one entity and one scorecard.
 *
 * @public
 */
export interface GrantedExemption extends Excuse {
  /** Id of the check; absent for all checks of the scorecard. */
  check?: string;
}

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
  /**
   * Why the result is unknown, exempt or not applicable, and of others who
   * attested it, or why an exemption for it does not count.
   */
  detail?: string;
  /**
   * Of an unknown result, excused or not, what would decide it: paths of facts
   * that are not known, or `attestation`.
   */
  awaits?: string[];
  /** Of an exempt result, what excuses it. */
  excuse?: Excuse;
  /** Of an exempt result, what it would be without. */
  excused?: 'fail' | 'unknown';
  /** Where the facts were seen, at most 20. */
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
  /** Nothing that this level or one below it needs fails or is unknown. */
  reached: boolean;
  /** Results of the checks that this level adds to the one below. */
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
  /**
   * Weighted share of passes among passes, failures and unknowns, 0 to 100 in
   * tenths, rounded down: only a report without failure or unknown has 100.
   * Exempt and not applicable results do not count. `null` when nothing is left.
   */
  score: number | null;
  /**
   * Share of the passes and failures among passes, failures and unknowns, 0 to
   * 1. 1 when there are none of them.
   */
  coverage: number;
  counts: Record<ResultStatus, number>;
  /** From the lowest level up. */
  levels: LevelStanding[];
  /** In the order of the scorecard. */
  results: CheckResult[];
  /**
   * Ids of the checks that somebody can do something about now: those that
   * fail, and those of the unknown that may be attested, that a place named in
   * the evidence keeps unknown, or that something which is known would decide
   * were it otherwise. The most useful first: those of the lowest level not
   * reached, within a level by weight for effort. What waits for data alone is
   * not among them.
   */
  nextSteps: string[];
}
