import { Report, ResultStatus } from '../report';

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
