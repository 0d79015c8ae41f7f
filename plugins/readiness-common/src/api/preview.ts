import { ResultStatus } from '../report';

/**
 * Body of `POST /scorecards/preview`: what would change under another
 * scorecard, for one entity or for those of an owner.
 *
 * @public
 */
export interface PreviewScorecardRequest {
  /** YAML of the other scorecard; either this or `scorecard`. */
  document?: string;
  /** Name of the other scorecard, of those in force. */
  scorecard?: string;
  /**
   * Name of the scorecard in force whose place it would take. The one of the
   * same name when absent; where there is none, all results are new.
   */
  insteadOf?: string;
  /** Entity ref; either this or `owner`. */
  entityRef?: string;
  /** Entity ref. A group stands for the groups below it too. */
  owner?: string;
}

/**
 * How an entity stands by one scorecard.
 *
 * @public
 */
export interface PreviewedStanding {
  level: string | null;
  score: number | null;
  coverage: number;
}

/**
 * A result that would be another one.
 *
 * @public
 */
export interface PreviewedResult {
  /** Id of the check. */
  check: string;
  title: string;
  /** `null` for a check that is new. */
  from: ResultStatus | null;
  /** `null` for a check that is gone. */
  to: ResultStatus | null;
  /** Why the new result is unknown, exempt or not applicable. */
  detail?: string;
}

/**
 * An entity that would stand otherwise.
 *
 * @public
 */
export interface PreviewedEntity {
  entityRef: string;
  /** `null` when the scorecard in force does not apply. */
  before: PreviewedStanding | null;
  /** `null` when the other one does not apply. */
  after: PreviewedStanding | null;
  /** Only those that differ. */
  results: PreviewedResult[];
}

/**
 * Answer of `POST /scorecards/preview`. Both sides are evaluated now, from the
 * facts on record, so all that differs is due to the rules. Nothing is written.
 *
 * @public
 */
export interface PreviewScorecardResponse {
  /** Name of the other scorecard. */
  scorecard: string;
  /** Name of the one in force that it is compared with, `null` for none. */
  insteadOf: string | null;
  /** Entities that were asked about and that the caller may read. */
  totalItems: number;
  /** Of them, those that were evaluated: the first 200 by ref. */
  evaluated: number;
  /** Of them, those that would stand otherwise. */
  items: PreviewedEntity[];
}
