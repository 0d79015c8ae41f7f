import { NotFoundError } from '@backstage/errors';
import {
  stringifyEntityRef,
  CompoundEntityRef,
} from '@backstage/catalog-model';
import {
  DecideExemptionRequest,
  EntitiesByRefsRequest,
  EntitiesByRefsResponse,
  EntitiesRequest,
  EntitiesResponse,
  EntityReadiness,
  Exemption,
  ExemptionNoteRequest,
  ExemptionsRequest,
  ExemptionsResponse,
  HistoryRequest,
  HistoryResponse,
  LineageRequest,
  LineageResponse,
  EntityStanding,
  ReadinessApi,
  RefreshResponse,
  ReplayRequest,
  ReplayResponse,
  RequestExemptionRequest,
  ScorecardProblem,
  ScorecardResponse,
  ScorecardsResponse,
  SummaryGroup,
  SummaryRequest,
  SummaryResponse,
  TrendRequest,
  TrendResponse,
} from '@airworthy/backstage-plugin-readiness-common';
import { SampleExemptions } from './SampleExemptions';
import { lineageOf, sampleLineage } from './sampleLineage';
import { sampleHistory } from './sampleHistory';
import { SampleEntity, sampleEntities, sampleReadiness } from './sampleReports';
import { ownership, productionReadiness } from './sampleScorecards';
import { sampleTrend } from './sampleTrend';

const scorecards: ScorecardResponse[] = [productionReadiness, ownership];
const refreshTakesMs = 3_000;

/** Keeps the readiness contract over a handful of entities in memory. */
export class SampleReadinessApi implements ReadinessApi {
  readonly #entities = new Map<string, EntityReadiness>();
  readonly #standings = new Map<string, SampleEntity>();

  constructor(
    entities: SampleEntity[] = sampleEntities,
    private readonly problems: ScorecardProblem[] = [],
    readonly exemptions = new SampleExemptions(),
  ) {
    for (const entity of entities) {
      const readiness = sampleReadiness(entity);
      this.#entities.set(readiness.entityRef, readiness);
      this.#standings.set(readiness.entityRef, entity);
    }
  }

  async getScorecards(): Promise<ScorecardsResponse> {
    return { items: scorecards, problems: this.problems };
  }

  async getScorecard(name: string): Promise<ScorecardResponse> {
    const found = scorecards.find(each => each.name === name);
    if (!found) {
      throw new NotFoundError(`No scorecard is called ${name}`);
    }
    return found;
  }

  async getLineage(request: LineageRequest = {}): Promise<LineageResponse> {
    return lineageOf(sampleLineage, request);
  }

  async getHistory(
    _entityRef: string | CompoundEntityRef,
    request: HistoryRequest = {},
  ): Promise<HistoryResponse> {
    const { scorecard = productionReadiness.name, limit = 50 } = request;
    const from = Number(request.cursor ?? 0);
    const changes = sampleHistory(scorecard);
    const until = from + limit;
    return {
      items: changes.slice(from, until),
      nextCursor: until < changes.length ? String(until) : undefined,
    };
  }

  async getEntity(
    entityRef: string | CompoundEntityRef,
  ): Promise<EntityReadiness> {
    const ref =
      typeof entityRef === 'string' ? entityRef : stringifyEntityRef(entityRef);
    const found = this.#entities.get(ref.toLocaleLowerCase('en-US'));
    if (!found) {
      throw new NotFoundError(`No entity ${ref}`);
    }
    return found;
  }

  async getReplay(
    entityRef: string | CompoundEntityRef,
    request: ReplayRequest,
  ): Promise<ReplayResponse> {
    const { entityRef: ref } = await this.getEntity(entityRef);
    const { revision } = await this.getScorecard(request.scorecard);
    const report = this.#report(ref, request.scorecard);
    return { report, madeAt: request.at, revision };
  }

  async refreshEntity(
    entityRef: string | CompoundEntityRef,
  ): Promise<RefreshResponse> {
    const before = await this.getEntity(entityRef);
    this.#entities.set(before.entityRef, { ...before, pending: true });
    const requestedAt = new Date().toISOString();
    setTimeout(() => {
      const observedAt = new Date().toISOString();
      this.#entities.set(before.entityRef, {
        ...before,
        pending: false,
        collections: before.collections.map(each => ({ ...each, observedAt })),
      });
    }, refreshTakesMs);
    return { entityRef: before.entityRef, requestedAt };
  }

  async getEntities(request: EntitiesRequest): Promise<EntitiesResponse> {
    const { level, owner, system, check, search, limit = 25 } = request;
    const status = request.status ?? ['fail'];
    const among = (list: string[] | undefined, value?: string) =>
      !list?.length || (value !== undefined && list.includes(value));
    const items = this.#all(request.scorecard).filter(
      each =>
        among(level, each.level ?? 'none') &&
        among(owner, each.owner) &&
        among(system, each.system) &&
        (!search || each.name.includes(search.toLocaleLowerCase())) &&
        (!check ||
          this.#report(each.entityRef, request.scorecard).results.some(
            result => result.check === check && status.includes(result.status),
          )),
    );
    const sort = request.sort ?? 'name';
    const by = sort.replace('-', '') as 'name' | 'level' | 'score' | 'owner';
    const key = (each: EntityStanding) =>
      by === 'score'
        ? String(Math.round(each.score ?? 0)).padStart(3, '0')
        : each[by] ?? '';
    items.sort((a, b) => key(a).localeCompare(key(b)));
    if (sort.startsWith('-')) {
      items.reverse();
    }
    const from = Number(request.cursor ?? 0);
    const until = from + limit;
    return {
      items: items.slice(from, until),
      totalItems: items.length,
      nextCursor: until < items.length ? String(until) : undefined,
    };
  }

  async getEntitiesByRefs(
    request: EntitiesByRefsRequest,
  ): Promise<EntitiesByRefsResponse> {
    const all = this.#all(request.scorecard);
    return {
      items: request.entityRefs.map(
        ref => all.find(each => each.entityRef === ref) ?? null,
      ),
    };
  }

  async getSummary(request: SummaryRequest): Promise<SummaryResponse> {
    const { scorecard, groupBy } = request;
    const all = this.#all(scorecard);
    const keyOf = (each: EntityStanding) => {
      switch (groupBy) {
        case 'owner':
          return each.owner ?? '';
        case 'system':
          return each.system ?? '';
        default:
          return each.level ?? 'none';
      }
    };
    const groups = new Map<string, EntityStanding[]>();
    all.forEach(each =>
      groups.set(keyOf(each), [...(groups.get(keyOf(each)) ?? []), each]),
    );
    return {
      scorecard,
      groupBy,
      totalItems: all.length,
      groups: [...groups].map(([key, members]) => group(key, members)),
    };
  }

  async getTrend(request: TrendRequest): Promise<TrendResponse> {
    const { scorecard, entityRef, owner, system, days = 90 } = request;
    const among = this.#all(scorecard).filter(
      each =>
        (!entityRef || each.entityRef === entityRef) &&
        (!owner || each.owner === owner) &&
        (!system || each.system === system),
    );
    return { scorecard, points: sampleTrend(among, days) };
  }

  async getExemptions(
    request?: ExemptionsRequest,
  ): Promise<ExemptionsResponse> {
    return this.exemptions.list(request);
  }

  async getExemption(id: string): Promise<Exemption> {
    return this.exemptions.find(id);
  }

  async requestExemption(request: RequestExemptionRequest): Promise<Exemption> {
    return this.exemptions.request(request);
  }

  async decideExemption(
    id: string,
    request: DecideExemptionRequest,
  ): Promise<Exemption> {
    return this.exemptions.decide(id, request);
  }

  async revokeExemption(
    id: string,
    request: ExemptionNoteRequest = {},
  ): Promise<Exemption> {
    return this.exemptions.revoke(id, request.note);
  }

  async restoreExemption(
    id: string,
    request: ExemptionNoteRequest = {},
  ): Promise<Exemption> {
    return this.exemptions.restore(id, request.note);
  }

  #report(entityRef: string, scorecard: string) {
    const report = this.#entities
      .get(entityRef)
      ?.reports.find(each => each.scorecard === scorecard);
    if (!report) {
      throw new NotFoundError(`No scorecard is called ${scorecard}`);
    }
    return report;
  }

  #all(scorecard: string): EntityStanding[] {
    return [...this.#standings].map(([entityRef, { statuses, ...entity }]) => {
      const { level, score, coverage, counts, nextSteps, results } =
        this.#report(entityRef, scorecard);
      return {
        ...entity,
        entityRef,
        level,
        score,
        coverage,
        counts,
        nextSteps: nextSteps.slice(0, 3).map(check => ({
          check,
          title: results.find(each => each.check === check)?.title ?? check,
        })),
        nextStepCount: nextSteps.length,
      };
    });
  }
}

function group(key: string, members: EntityStanding[]): SummaryGroup {
  const levels: Record<string, number> = {};
  const counts = {
    pass: 0,
    fail: 0,
    unknown: 0,
    exempt: 0,
    'not-applicable': 0,
  };
  for (const member of members) {
    const level = member.level ?? 'none';
    levels[level] = (levels[level] ?? 0) + 1;
    counts.pass += member.counts.pass;
    counts.fail += member.counts.fail;
    counts.unknown += member.counts.unknown;
    counts.exempt += member.counts.exempt;
    counts['not-applicable'] += member.counts['not-applicable'];
  }
  const scores = members.flatMap(each => each.score ?? []);
  return {
    key,
    entities: members.length,
    levels,
    counts,
    score: scores.length
      ? scores.reduce((sum, each) => sum + each, 0) / scores.length
      : null,
  };
}
