import { CompoundEntityRef } from '@backstage/catalog-model';
import {
  EntitiesByRefsRequest,
  EntitiesByRefsResponse,
  EntitiesRequest,
  EntitiesResponse,
  EntityReadiness,
  RefreshResponse,
} from './entities';
import {
  DecideExemptionRequest,
  Exemption,
  ExemptionNoteRequest,
  ExemptionsRequest,
  ExemptionsResponse,
  RequestExemptionRequest,
} from './exemptions';
import {
  HistoryRequest,
  HistoryResponse,
  ReplayRequest,
  ReplayResponse,
} from './history';
import { LineageRequest, LineageResponse } from './lineage';
import { ScorecardResponse, ScorecardsResponse } from './scorecards';
import { SummaryRequest, SummaryResponse } from './summary';
import { TrendRequest, TrendResponse } from './trends';

/**
 * Options of every call of {@link ReadinessApi}.
 *
 * @public
 */
export interface ReadinessRequestOptions {
  /** Ends the request; the call then rejects with an `AbortError`. */
  signal?: AbortSignal;
}

/**
 * The readiness backend, as its callers see it. Every call rejects with a
 * `ResponseError` of `@backstage/errors` when the backend answers with an error.
 *
 * @public
 */
export interface ReadinessApi {
  /** All scorecards in force, and the mistakes in those that are not. */
  getScorecards(options?: ReadinessRequestOptions): Promise<ScorecardsResponse>;
  /** One scorecard with its checks. */
  getScorecard(
    name: string,
    options?: ReadinessRequestOptions,
  ): Promise<ScorecardResponse>;
  /** One page of entities and how they stand. */
  getEntities(
    request: EntitiesRequest,
    options?: ReadinessRequestOptions,
  ): Promise<EntitiesResponse>;
  /** All reports on one entity, with results and evidence. */
  getEntity(
    entityRef: string | CompoundEntityRef,
    options?: ReadinessRequestOptions,
  ): Promise<EntityReadiness>;
  /** How the results of an entity changed, and why. */
  getHistory(
    entityRef: string | CompoundEntityRef,
    request?: HistoryRequest,
    options?: ReadinessRequestOptions,
  ): Promise<HistoryResponse>;
  /** The report of a past moment, made again of what it was made of then. */
  getReplay(
    entityRef: string | CompoundEntityRef,
    request: ReplayRequest,
    options?: ReadinessRequestOptions,
  ): Promise<ReplayResponse>;
  /** What the named entities come to, in the order of the request. */
  getEntitiesByRefs(
    request: EntitiesByRefsRequest,
    options?: ReadinessRequestOptions,
  ): Promise<EntitiesByRefsResponse>;
  /** How many entities stand where. */
  getSummary(
    request: SummaryRequest,
    options?: ReadinessRequestOptions,
  ): Promise<SummaryResponse>;
  /** How entities stood day by day, and why that changed. */
  getTrend(
    request: TrendRequest,
    options?: ReadinessRequestOptions,
  ): Promise<TrendResponse>;
  /** From which templates entities came, and which are behind theirs. */
  getLineage(
    request?: LineageRequest,
    options?: ReadinessRequestOptions,
  ): Promise<LineageResponse>;
  /** Has the facts of an entity collected again now. */
  refreshEntity(
    entityRef: string | CompoundEntityRef,
    options?: ReadinessRequestOptions,
  ): Promise<RefreshResponse>;
  /** One page of exemptions, the latest requested first. */
  getExemptions(
    request?: ExemptionsRequest,
    options?: ReadinessRequestOptions,
  ): Promise<ExemptionsResponse>;
  /** One exemption. */
  getExemption(
    id: string,
    options?: ReadinessRequestOptions,
  ): Promise<Exemption>;
  /** Requests an exemption, for somebody else to decide on. */
  requestExemption(
    request: RequestExemptionRequest,
    options?: ReadinessRequestOptions,
  ): Promise<Exemption>;
  /** Approves or rejects a requested exemption. */
  decideExemption(
    id: string,
    request: DecideExemptionRequest,
    options?: ReadinessRequestOptions,
  ): Promise<Exemption>;
  /** Ends an approved exemption before its time. */
  revokeExemption(
    id: string,
    request?: ExemptionNoteRequest,
    options?: ReadinessRequestOptions,
  ): Promise<Exemption>;
  /** Grants a revoked exemption again. */
  restoreExemption(
    id: string,
    request?: ExemptionNoteRequest,
    options?: ReadinessRequestOptions,
  ): Promise<Exemption>;
}
