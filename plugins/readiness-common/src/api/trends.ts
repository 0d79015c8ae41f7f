import { ChangeCause } from './history';

/**
 * Query of `GET /trends`: of one entity, of an owner with the groups that are
 * below it now, of a system, or, with none of them, of all that the caller may
 * read. What belonged to an owner or system then counts for it then.
 *
 * @public
 */
export interface TrendRequest {
  /** Name of the scorecard. */
  scorecard: string;
  /** At most one of the three. */
  entityRef?: string;
  owner?: string;
  system?: string;
  /** Days back from today, today counted, 1 to 730; 90 when absent. */
  days?: number;
}

/**
 * Why a trend moved: as for a result, or because entities arrived, left or
 * changed hands (`catalog`).
 *
 * @public
 */
export type TrendCause = ChangeCause | 'catalog';

/**
 * What one cause did in one day.
 *
 * @public
 */
export interface TrendMove {
  /**
   * Points by which it moved the mean score: those of all causes add up to the
   * difference to the day before. Of who comes or goes, how far from the mean.
   */
  score: number;
  /** Times that an entity rose to a higher level by it; for `catalog`, entities that arrived. */
  risen: number;
  /** Times that an entity fell to a lower level by it; for `catalog`, entities that left. */
  fallen: number;
}

/**
 * How entities stood at the end of a day.
 *
 * @public
 */
export interface TrendPoint {
  /** Day in UTC, such as `2030-01-31`. */
  day: string;
  entities: number;
  /** Number of entities by level id, `none` for below the lowest. */
  levels: Record<string, number>;
  /** Mean score of entities that have one, `null` when none has. */
  score: number | null;
  /** What moved it during the day; causes without effect are left out. */
  moves: Partial<Record<TrendCause, TrendMove>>;
}

/**
 * Answer of `GET /trends`.
 *
 * @public
 */
export interface TrendResponse {
  scorecard: string;
  /** One for each day since the first that is on record, the earliest first. */
  points: TrendPoint[];
}
