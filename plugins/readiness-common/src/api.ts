import { JsonObject } from '@backstage/types';
import { FactProblem } from './facts';
import { LevelStanding, Report, ResultStatus } from './report';

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

/**
 * How an entity sorts in a list.
 *
 * @public
 */
export type EntitySort =
  | 'name'
  | '-name'
  | 'level'
  | '-level'
  | 'score'
  | '-score'
  | 'owner'
  | '-owner';

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
  /** Titles of the first checks to mend. */
  nextSteps: { check: string; title: string }[];
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
 * Query of `GET /entities/by-name/:kind/:namespace/:name/history`.
 *
 * @public
 */
export interface HistoryRequest {
  /** Name of a scorecard; changes by all of them when absent. */
  scorecard?: string;
  cursor?: string;
  /** 1 to 500; 50 when absent. */
  limit?: number;
}

/**
 * Why a result changed: the facts of the `service`, the `rule`, the `data`,
 * which went missing or came back, an `exemption` that began or ended, or the
 * `time` that a check looks at, such as the age of an attestation.
 *
 * @public
 */
export type ChangeCause = 'service' | 'rule' | 'data' | 'exemption' | 'time';

/**
 * All causes, in the order in which changes that come together are told apart.
 *
 * @public
 */
export const changeCauses: readonly ChangeCause[] = [
  'rule',
  'data',
  'service',
  'time',
  'exemption',
];

/**
 * A fact that became another one.
 *
 * @public
 */
export interface FactChange {
  /** Such as `repo.docker.images[0].user`. */
  path: string;
  /** As JSON of at most 200 characters, absent where there was none. */
  from?: string;
  /** Likewise. */
  to?: string;
}

/**
 * A result that became another one.
 *
 * @public
 */
export interface ResultChange {
  scorecard: string;
  /** Id of the check. */
  check: string;
  /** Title of the check; absent when the scorecard has it no longer. */
  title?: string;
  from: ResultStatus;
  to: ResultStatus;
  cause: ChangeCause;
  /** Of a changed `service`, what of it: at most three facts that the check looks at. */
  facts?: FactChange[];
  /**
   * In words, what happened: why data is missing, the reason of an exemption or
   * how it ended.
   */
  reason?: string;
  /** Of a changed `rule`, the revision before. */
  fromRevision?: string;
  /** Revision of the scorecard that gave the new result. */
  revision: string;
  /** ISO 8601, UTC. */
  changedAt: string;
}

/**
 * Answer of `GET /entities/by-name/:kind/:namespace/:name/history`.
 *
 * @public
 */
export interface HistoryResponse {
  /** The latest first. */
  items: ResultChange[];
  /** Absent on the last page. */
  nextCursor?: string;
}

/**
 * Query of `GET /entities/by-name/:kind/:namespace/:name/replay`.
 *
 * @public
 */
export interface ReplayRequest {
  /** Name of the scorecard. */
  scorecard: string;
  /** The moment, ISO 8601. */
  at: string;
}

/**
 * Answer of `GET /entities/by-name/:kind/:namespace/:name/replay`: the report
 * of a past moment, made again of the facts, the revision and the exemptions
 * of then.
 *
 * @public
 */
export interface ReplayResponse {
  report: Report;
  /** When it was made, ISO 8601, UTC: the last change before the moment. */
  madeAt: string;
  /** Revision of the scorecard that was in force. */
  revision: string;
}

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
 * What `GET /summary` counts by.
 *
 * @public
 */
export type SummaryGroupBy = 'owner' | 'system' | 'category' | 'level';

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

export type { LevelStanding };

/**
 * Facts of one namespace about one entity, as they are pushed.
 *
 * @public
 */
export interface PushedFact {
  entityRef: string;
  /** Such as `coverage`. */
  namespace: string;
  /** All that is known of the namespace; a member that is left out is unknown. */
  value: JsonObject;
}

/**
 * Body of `POST /facts`.
 *
 * @public
 */
export interface PushFactsRequest {
  /** At most 1,000; all of them are taken, or none. */
  facts: PushedFact[];
  /** The same request with the same key is taken once within a day. */
  idempotencyKey?: string;
}

/**
 * Answer of `POST /facts`.
 *
 * @public
 */
export interface PushFactsResponse {
  /** How many facts say something new. */
  changed: number;
  /** How many were known already. */
  unchanged: number;
}
