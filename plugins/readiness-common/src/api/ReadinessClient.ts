import {
  CompoundEntityRef,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import { ReadinessApi, ReadinessRequestOptions } from './ReadinessApi';
import { CollectorsResponse } from './collectors';
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
import { PreviewScorecardRequest, PreviewScorecardResponse } from './preview';
import { PushFactsRequest, PushFactsResponse } from './pushedFacts';
import { ScorecardResponse, ScorecardsResponse } from './scorecards';
import { SummaryRequest, SummaryResponse } from './summary';
import { TrendRequest, TrendResponse } from './trends';

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
