import { FactProblem } from '../facts';
import { Report, ResultStatus } from '../report';

/**
 * All ways in which entities sort in a list.
 *
 * @public
 */
export const entitySorts = [
  'name',
  '-name',
  'level',
  '-level',
  'score',
  '-score',
  'owner',
  '-owner',
] as const;

/**
 * How an entity sorts in a list.
 *
 * @public
 */
export type EntitySort = (typeof entitySorts)[number];

/**
 * Query of `GET /entities`. All filters narrow the list together.
 *
 * @public
 */
export interface EntitiesRequest {
  /** Name of the scorecard; required. */
  scorecard: string;
  /** Level ids; `none` for entities below the lowest. */
  level?: string[];
  /** Entity refs. A group stands for the groups below it too. */
  owner?: string[];
  /** Entity refs. */
  system?: string[];
  /** Only entities on which this check has a status of `status`, or `fail`. */
  check?: string;
  /** Without `check`: only entities on which any check has such a status. */
  status?: ResultStatus[];
  /** Part of the name or title, in any case. */
  search?: string;
  sort?: EntitySort;
  cursor?: string;
  /** 1 to 500; 25 when absent. */
  limit?: number;
}

/**
 * What an entity comes to by one scorecard.
 *
 * @public
 */
export interface EntityGrade {
  entityRef: string;
  level: string | null;
  score: number | null;
  coverage: number;
  counts: Record<ResultStatus, number>;
}

/**
 * One entity in a list, with its standing but without its results.
 *
 * @public
 */
export interface EntityStanding extends EntityGrade {
  kind: string;
  namespace: string;
  name: string;
  title?: string;
  type?: string;
  lifecycle?: string;
  /** Entity ref as declared, `undefined` for none. */
  owner?: string;
  system?: string;
  /** Titles of the first next steps: of what somebody can do something about now. */
  nextSteps: { check: string; title: string }[];
  /** Next steps in all. */
  nextStepCount: number;
}

/**
 * Answer of `GET /entities`.
 *
 * @public
 */
export interface EntitiesResponse {
  items: EntityStanding[];
  totalItems: number;
  /** Absent on the last page. */
  nextCursor?: string;
}

/**
 * What one collector last said about an entity.
 *
 * @public
 */
export interface CollectionStatus {
  namespace: string;
  /** ISO 8601, UTC; absent when it has not been observed yet. */
  observedAt?: string;
  expiresAt?: string;
  revision?: string;
  problems: FactProblem[];
}

/**
 * Answer of `GET /entities/by-name/:kind/:namespace/:name`.
 *
 * @public
 */
export interface EntityReadiness {
  entityRef: string;
  /** The root of its repository, where paths of evidence start, as a catalog location such as `url:https://…/tree/main/`. */
  sourceLocation?: string;
  /** One for each scorecard that applies; empty when none does. */
  reports: Report[];
  collections: CollectionStatus[];
  /** An evaluation is waiting or under way; the reports may be about to change. */
  pending: boolean;
}

/**
 * Body of `POST /entities/by-refs`.
 *
 * @public
 */
export interface EntitiesByRefsRequest {
  /** 1 to 1,000 entity refs; an empty list is a mistake, never "all". */
  entityRefs: string[];
  /** Name of the scorecard. */
  scorecard: string;
}

/**
 * Answer of `POST /entities/by-refs`, in the order of the request.
 *
 * @public
 */
export interface EntitiesByRefsResponse {
  /** `null` where there is no report, or none that the caller may see. */
  items: (EntityGrade | null)[];
}

/**
 * Answer of `POST /entities/by-name/:kind/:namespace/:name/refresh`.
 *
 * @public
 */
export interface RefreshResponse {
  entityRef: string;
  /** ISO 8601, UTC. */
  requestedAt: string;
}
