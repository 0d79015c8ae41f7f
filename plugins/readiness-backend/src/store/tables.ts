import { ResultStatus } from '@airworthy/backstage-plugin-readiness-common';

/** A row of `entities`. */
export interface EntityRow {
  ref: string;
  kind: string;
  namespace: string;
  name: string;
  title: string | null;
  type: string | null;
  lifecycle: string | null;
  owner: string | null;
  system: string | null;
  parent: string | null;
  source_location: string | null;
  etag: string;
  entity: string;
  shard_hash: number;
  evaluation_due: string | null;
  evaluated_with: string;
  evaluated_at: string | null;
  reconsider_at: string | null;
  /** JSON of `EntityInputs`. */
  evaluated_inputs: string | null;
  missing_since: string | null;
}

/** A row of `facts`. */
export interface FactsRow {
  entity_ref: string;
  namespace: string;
  value: string | null;
  problems: string;
  content_hash: string | null;
  collector_hash: string | null;
  revision: string | null;
  observed_at: string | null;
  expires_at: string | null;
  /** When to collect them again; `null` for those that are pushed. */
  due_at: string | null;
  failures: number;
  failed_at: string | null;
  error: string | null;
}

/** A row of `stamps`. */
export interface StampRow {
  entity_ref: string;
  /** Entity ref of the template that it came from. */
  template: string;
  version: string;
  files: number;
  changed: number;
  removed: number;
}

/** The columns of `reports` that count results, by status. */
export const countColumns = {
  pass: 'pass',
  fail: 'fail',
  unknown: 'unknown',
  exempt: 'exempt',
  'not-applicable': 'not_applicable',
} as const satisfies Record<ResultStatus, string>;

/** Counts of results as they stand in a row. */
export type CountsRow = Record<
  (typeof countColumns)[keyof typeof countColumns],
  number
>;

/** A row of `reports`. */
export interface ReportRow extends CountsRow {
  entity_ref: string;
  scorecard: string;
  revision: string;
  level: string | null;
  level_rank: number;
  score: number | null;
  coverage: number;
  levels: string;
  next_steps: string;
  changed_at: string;
}

/** A row of `results`. */
export interface ResultRow {
  entity_ref: string;
  scorecard: string;
  check_id: string;
  status: ResultStatus;
  category: string;
  weight: number;
  detail: string | null;
  /** JSON of what an unknown result waits for. */
  awaits: string | null;
  evidence: string;
  excuse: string | null;
  excused: 'fail' | 'unknown' | null;
  changed_at: string;
}

/** Reads the counts of a row. */
export function toCounts(row: CountsRow): Record<ResultStatus, number> {
  // PostgreSQL answers sums as text, as they may exceed a number.
  return {
    pass: Number(row.pass),
    fail: Number(row.fail),
    unknown: Number(row.unknown),
    exempt: Number(row.exempt),
    'not-applicable': Number(row.not_applicable),
  };
}
