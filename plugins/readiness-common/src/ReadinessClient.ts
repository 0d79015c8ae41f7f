import {
  CompoundEntityRef,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import {
  EntitiesByRefsRequest,
  EntitiesByRefsResponse,
  EntitiesRequest,
  EntitiesResponse,
  EntityReadiness,
  HistoryRequest,
  HistoryResponse,
  PushFactsRequest,
  PushFactsResponse,
  RefreshResponse,
  ReplayRequest,
  ReplayResponse,
  ScorecardResponse,
  ScorecardsResponse,
  SummaryGroupBy,
  SummaryResponse,
} from './api';
import { TrendRequest, TrendResponse } from './trends';
import { CollectorsResponse } from './collectors';
import {
  DecideExemptionRequest,
  Exemption,
  ExemptionNoteRequest,
  ExemptionsRequest,
  ExemptionsResponse,
  RequestExemptionRequest,
} from './exemptions';
import { LineageRequest, LineageResponse } from './lineage';
import { PreviewScorecardRequest, PreviewScorecardResponse } from './preview';

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

/**
 * Calls the readiness backend over HTTP.
 *
 * @public
 */
export class ReadinessClient implements ReadinessApi {
  readonly #discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  readonly #fetchApi: { fetch: typeof fetch };

  constructor(options: {
    discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
    fetchApi: { fetch: typeof fetch };
  }) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
  }

  getScorecards(
    options?: ReadinessRequestOptions,
  ): Promise<ScorecardsResponse> {
    return this.#request('/scorecards', { ...options });
  }

  getScorecard(
    name: string,
    options?: ReadinessRequestOptions,
  ): Promise<ScorecardResponse> {
    return this.#request(`/scorecards/${encodeURIComponent(name)}`, {
      ...options,
    });
  }

  getEntities(
    request: EntitiesRequest,
    options?: ReadinessRequestOptions,
  ): Promise<EntitiesResponse> {
    return this.#request(`/entities${queryOf({ ...request })}`, {
      ...options,
    });
  }

  getEntity(
    entityRef: string | CompoundEntityRef,
    options?: ReadinessRequestOptions,
  ): Promise<EntityReadiness> {
    return this.#request(pathOf(entityRef), { ...options });
  }

  getHistory(
    entityRef: string | CompoundEntityRef,
    request?: HistoryRequest,
    options?: ReadinessRequestOptions,
  ): Promise<HistoryResponse> {
    return this.#request(
      `${pathOf(entityRef)}/history${queryOf({ ...request })}`,
      { ...options },
    );
  }

  getReplay(
    entityRef: string | CompoundEntityRef,
    request: ReplayRequest,
    options?: ReadinessRequestOptions,
  ): Promise<ReplayResponse> {
    return this.#request(
      `${pathOf(entityRef)}/replay${queryOf({ ...request })}`,
      { ...options },
    );
  }

  getEntitiesByRefs(
    request: EntitiesByRefsRequest,
    options?: ReadinessRequestOptions,
  ): Promise<EntitiesByRefsResponse> {
    return this.#post('/entities/by-refs', request, options);
  }

  getSummary(
    request: SummaryRequest,
    options?: ReadinessRequestOptions,
  ): Promise<SummaryResponse> {
    return this.#request(`/summary${queryOf({ ...request })}`, {
      ...options,
    });
  }

  getTrend(
    request: TrendRequest,
    options?: ReadinessRequestOptions,
  ): Promise<TrendResponse> {
    return this.#request(`/trends${queryOf({ ...request })}`, { ...options });
  }

  getLineage(
    request?: LineageRequest,
    options?: ReadinessRequestOptions,
  ): Promise<LineageResponse> {
    return this.#request(`/lineage${queryOf({ ...request })}`, {
      ...options,
    });
  }

  refreshEntity(
    entityRef: string | CompoundEntityRef,
    options?: ReadinessRequestOptions,
  ): Promise<RefreshResponse> {
    return this.#request(`${pathOf(entityRef)}/refresh`, {
      ...options,
      method: 'POST',
    });
  }

  getExemptions(
    request?: ExemptionsRequest,
    options?: ReadinessRequestOptions,
  ): Promise<ExemptionsResponse> {
    return this.#request(`/exemptions${queryOf({ ...request })}`, {
      ...options,
    });
  }

  getExemption(
    id: string,
    options?: ReadinessRequestOptions,
  ): Promise<Exemption> {
    return this.#request(exemptionPathOf(id), { ...options });
  }

  requestExemption(
    request: RequestExemptionRequest,
    options?: ReadinessRequestOptions,
  ): Promise<Exemption> {
    return this.#post('/exemptions', request, options);
  }

  decideExemption(
    id: string,
    request: DecideExemptionRequest,
    options?: ReadinessRequestOptions,
  ): Promise<Exemption> {
    return this.#post(`${exemptionPathOf(id)}/decision`, request, options);
  }

  revokeExemption(
    id: string,
    request: ExemptionNoteRequest = {},
    options?: ReadinessRequestOptions,
  ): Promise<Exemption> {
    return this.#post(`${exemptionPathOf(id)}/revoke`, request, options);
  }

  restoreExemption(
    id: string,
    request: ExemptionNoteRequest = {},
    options?: ReadinessRequestOptions,
  ): Promise<Exemption> {
    return this.#post(`${exemptionPathOf(id)}/restore`, request, options);
  }

  /** How the collectors fare; for those who run the portal. */
  getCollectors(
    options?: ReadinessRequestOptions,
  ): Promise<CollectorsResponse> {
    return this.#request('/collectors', { ...options });
  }

  /** What would change under another scorecard; nothing is written. */
  previewScorecard(
    request: PreviewScorecardRequest,
    options?: ReadinessRequestOptions,
  ): Promise<PreviewScorecardResponse> {
    return this.#post('/scorecards/preview', request, options);
  }

  /** Pushes facts, such as those that only CI knows; for services, not for browsers. */
  pushFacts(
    request: PushFactsRequest,
    options?: ReadinessRequestOptions,
  ): Promise<PushFactsResponse> {
    return this.#post('/facts', request, options);
  }

  #post<T>(
    path: string,
    body: unknown,
    options?: ReadinessRequestOptions,
  ): Promise<T> {
    return this.#request(path, {
      ...options,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  async #request<T>(path: string, init: RequestInit): Promise<T> {
    const baseUrl = await this.#discoveryApi.getBaseUrl('readiness');
    const response = await this.#fetchApi.fetch(`${baseUrl}${path}`, init);
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return (await response.json()) as T;
  }
}

function pathOf(entityRef: string | CompoundEntityRef): string {
  const { kind, namespace, name } = parseEntityRef(
    typeof entityRef === 'string' ? entityRef : stringifyEntityRef(entityRef),
  );
  return `/entities/by-name/${[kind, namespace, name]
    .map(part => encodeURIComponent(part.toLocaleLowerCase('en-US')))
    .join('/')}`;
}

function exemptionPathOf(id: string): string {
  return `/exemptions/${encodeURIComponent(id)}`;
}

/** A list becomes one parameter for each of its values; what is absent is left out. */
function queryOf(
  parameters: Record<string, string | number | readonly string[] | undefined>,
): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (Array.isArray(value)) {
      value.forEach(each => query.append(name, each));
    } else if (value !== undefined && value !== '') {
      query.append(name, String(value));
    }
  }
  const text = query.toString();
  return text && `?${text}`;
}
