import { ResultStatus } from '../report';

/**
 * Query of {@link ReadinessApi.getSummary}.
 *
 * @public
 */
export interface SummaryRequest {
  /** Name of the scorecard. */
  scorecard: string;
  groupBy: SummaryGroupBy;
}

/**
 * What `GET /summary` counts by.
 *
 * @public
 */
export type SummaryGroupBy = 'owner' | 'system' | 'category' | 'level';

/**
 * Answer of `GET /summary`.
 *
 * @public
 */
export interface SummaryResponse {
  scorecard: string;
  groupBy: SummaryGroupBy;
  totalItems: number;
  groups: SummaryGroup[];
}

/**
 * A group of a summary.
 *
 * @public
 */
export interface SummaryGroup {
  /**
   * Entity ref, category or level id; for entities without one `none` among
   * levels and `""` elsewhere.
   */
  key: string;
  title?: string;
  /** Entities counted: a group's own and those of its descendants. */
  entities: number;
  /** Number of entities by level id, `none` for below the lowest. */
  levels: Record<string, number>;
  /** Mean score of entities that have one, `null` when none has. */
  score: number | null;
  /** Results by status; for `category`, of that category only. */
  counts: Record<ResultStatus, number>;
}
