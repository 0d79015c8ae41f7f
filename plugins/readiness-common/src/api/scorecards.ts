/**
 * A scorecard as people choose it.
 *
 * @public
 */
export interface ScorecardSummary {
  name: string;
  title: string;
  description?: string;
  /** Entity ref of who answers for the standard. */
  owner?: string;
  levels: { id: string; title: string; description?: string }[];
  /** Number of checks. */
  checks: number;
  /** Hash of the document: a report names the revision it was made with. */
  revision: string;
}

/**
 * A check as documented by `GET /scorecards/:name`.
 *
 * @public
 */
export interface CheckSummary {
  id: string;
  title: string;
  level: string;
  category: string;
  weight: number;
  effortHours: number;
  message: string;
  reason?: string;
  guide?: string;
  template?: string;
  /** The CEL expressions, as written. */
  when?: string;
  /** Absent where only people can say. */
  pass?: string;
  /** Whole days for which an attestation in the repository answers it. */
  attestationDays?: number;
}

/**
 * Answer of `GET /scorecards`.
 *
 * @public
 */
export interface ScorecardsResponse {
  items: ScorecardSummary[];
  /** Mistakes in scorecards of which an older revision, or none, is in force. */
  problems: ScorecardProblem[];
}

/**
 * A mistake in a scorecard document, or in its fixtures.
 *
 * @public
 */
export interface ScorecardProblem {
  /** File or URL of the document. */
  source: string;
  /** Counted from 1. */
  line: number;
  /** Counted from 1. */
  column: number;
  message: string;
}

/**
 * Answer of `GET /scorecards/:name`.
 *
 * @public
 */
export interface ScorecardResponse extends ScorecardSummary {
  checkList: CheckSummary[];
}
