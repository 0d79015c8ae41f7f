import {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import { Knex } from 'knex';
import {
  CompiledScorecard,
  EntitiesByRefsResponse,
  EntitiesResponse,
  EntityReadiness,
  HistoryResponse,
  LineageResponse,
  readinessEntityRefreshPermission,
  RefreshResponse,
  ReplayResponse,
  ScorecardResponse,
  ScorecardsResponse,
  SummaryResponse,
  TrendResponse,
} from '@airworthy/backstage-plugin-readiness-common';
import { z } from 'zod';
import { authorizer } from '../access/authorizer';
import { ReadableEntities } from '../access/ReadableEntities';
import { Refresher } from '../collection/Refresher';
import { replayReport } from '../history/replayReport';
import { ScorecardLibrary } from '../scorecards/ScorecardLibrary';
import { entityRecord } from '../store/reports/entityRecord';
import { resultHistory } from '../store/history/resultHistory';
import {
  listStandings,
  gradesByRefs,
  StandingsOrder,
} from '../store/reports/standings';
import { decodeCursor, encodeCursor } from './cursor';
import { lineageOf } from './lineageOf';
import { ownersWithin } from './ownersWithin';
import {
  presentChange,
  presentCollection,
  presentGrade,
  presentReport,
  presentScorecard,
  presentScorecardWithChecks,
  standingsPresenter,
} from './present';
import {
  entitiesByRefsBodySchema,
  entitiesQuerySchema,
  historyQuerySchema,
  lineageQuerySchema,
  replayQuerySchema,
  summaryQuerySchema,
  trendsQuerySchema,
} from './requests';
import { summaryOf } from './summaryOf';
import { trendOf } from './trendOf';

/** Options of {@link ReadinessService}. */
export interface ReadinessServiceOptions {
  knex: Knex;
  library: ScorecardLibrary;
  readable: ReadableEntities;
  refresher: Refresher;
  permissions: PermissionsService;
  now: () => Date;
}

/** Answers the requests of the API, to each caller what they may read. */
export class ReadinessService {
  readonly #options: ReadinessServiceOptions;

  constructor(options: ReadinessServiceOptions) {
    this.#options = options;
  }

  listScorecards(): ScorecardsResponse {
    const { library } = this.#options;
    return {
      items: library.scorecards().map(presentScorecard),
      problems: library.problems(),
    };
  }

  /** @throws NotFoundError */
  readScorecard(name: string): ScorecardResponse {
    return presentScorecardWithChecks(this.#scorecard(name));
  }

  async listEntities(
    query: z.output<typeof entitiesQuerySchema>,
    credentials: BackstageCredentials,
  ): Promise<EntitiesResponse> {
    const { sort, cursor, limit } = query;
    const scorecard = this.#scorecard(query.scorecard);
    const after = cursor ? decodeCursor(sort, cursor) : undefined;
    const readable = await this.#options.readable.of(credentials);
    const { rows, total } = await listStandings(
      this.#options.knex,
      {
        scorecard: query.scorecard,
        readable,
        levels: query.level?.map(level => (level === 'none' ? null : level)),
        owners:
          query.owner &&
          (await ownersWithin(this.#options.knex, query.owner, readable)),
        systems: query.system,
        check: query.check,
        statuses: query.status ?? (query.check ? ['fail'] : undefined),
        search: query.search,
      },
      {
        by: sort.replace('-', '') as StandingsOrder['by'],
        descending: sort.startsWith('-'),
      },
      // One more than asked for tells whether there is another page.
      { after, limit: limit + 1 },
    );
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page[page.length - 1] : undefined;
    return {
      items: page.map(standingsPresenter(scorecard)),
      totalItems: total,
      nextCursor:
        last &&
        encodeCursor(sort, { value: last.sort_value, ref: last.entity_ref }),
    };
  }

  async listByRefs(
    { entityRefs, scorecard: name }: z.output<typeof entitiesByRefsBodySchema>,
    credentials: BackstageCredentials,
  ): Promise<EntitiesByRefsResponse> {
    const { knex, readable } = this.#options;
    this.#scorecard(name);
    const visible = await readable.among(entityRefs, credentials);
    const rows = await gradesByRefs(
      knex,
      name,
      entityRefs.filter(ref => visible === 'all' || visible.has(ref)),
    );
    const byRef = new Map(rows.map(row => [row.entity_ref, presentGrade(row)]));
    return { items: entityRefs.map(ref => byRef.get(ref) ?? null) };
  }

  /** @throws NotFoundError when there is none, or none that the caller may see. */
  async readEntity(
    ref: string,
    credentials: BackstageCredentials,
  ): Promise<EntityReadiness> {
    const { knex, library, now } = this.#options;
    await this.assertReadable(ref, credentials);
    const { entity, facts, reports, results } = await entityRecord(knex, ref);
    const standards = library.standards();
    const at = now().toISOString();
    const isOver = (moment: string | null) => moment !== null && moment <= at;
    return {
      entityRef: ref,
      sourceLocation: entity?.source_location ?? undefined,
      reports: standards.scorecards.flatMap(scorecard => {
        const { name } = scorecard.document.metadata;
        const report = reports.find(row => row.scorecard === name);
        return report
          ? presentReport(
              report,
              results.filter(row => row.scorecard === name),
              facts,
              scorecard,
            )
          : [];
      }),
      collections: facts.map(presentCollection),
      pending:
        !entity ||
        entity.evaluation_due !== null ||
        entity.evaluated_with !== standards.hash ||
        isOver(entity.reconsider_at) ||
        facts.some(({ due_at }) => isOver(due_at)),
    };
  }

  /** @throws NotFoundError when there is no such entity that the caller may see. */
  async readHistory(
    ref: string,
    { scorecard, cursor, limit }: z.output<typeof historyQuerySchema>,
    credentials: BackstageCredentials,
  ): Promise<HistoryResponse> {
    const { knex, library } = this.#options;
    await this.assertReadable(ref, credentials);
    const rows = await resultHistory(knex, {
      ref,
      scorecard,
      before: cursor,
      limit: limit + 1,
    });
    const page = rows.slice(0, limit);
    return {
      items: page.map(row => presentChange(row, library.find(row.scorecard))),
      nextCursor:
        rows.length > limit ? String(page[page.length - 1].id) : undefined,
    };
  }

  /** @throws NotFoundError and ConflictError as {@link replayReport} does. */
  async replay(
    ref: string,
    query: z.output<typeof replayQuerySchema>,
    credentials: BackstageCredentials,
  ): Promise<ReplayResponse> {
    const { knex, library } = this.#options;
    await this.assertReadable(ref, credentials);
    return replayReport({ knex, library, ref, ...query });
  }

  /**
   * Has the facts of an entity collected again now.
   *
   * @throws NotFoundError when there is none that the caller may see
   * @throws NotAllowedError
   */
  async refresh(
    ref: string,
    credentials: BackstageCredentials,
  ): Promise<RefreshResponse> {
    // First, so that a refusal tells nobody that an entity exists.
    await this.assertReadable(ref, credentials);
    await authorizer(this.#options.permissions)(
      { permission: readinessEntityRefreshPermission, resourceRef: ref },
      `You may not refresh ${ref}`,
      credentials,
    );
    return {
      entityRef: ref,
      requestedAt: await this.#options.refresher.refresh(ref),
    };
  }

  async summarize(
    { scorecard, groupBy }: z.output<typeof summaryQuerySchema>,
    credentials: BackstageCredentials,
  ): Promise<SummaryResponse> {
    return summaryOf(this.#options.knex, {
      scorecard: this.#scorecard(scorecard),
      groupBy,
      readable: await this.#options.readable.of(credentials),
    });
  }

  /** @throws NotFoundError when there is no such scorecard or entity that the caller may see. */
  async readTrend(
    { entityRef, owner, system, ...query }: z.output<typeof trendsQuerySchema>,
    credentials: BackstageCredentials,
  ): Promise<TrendResponse> {
    const { knex, now } = this.#options;
    this.#scorecard(query.scorecard);
    if (entityRef !== undefined) {
      await this.assertReadable(entityRef, credentials);
      return trendOf(knex, {
        ...query,
        readable: 'all',
        entityRef,
        now: now(),
      });
    }
    const readable = await this.#options.readable.of(credentials);
    const owners =
      owner === undefined
        ? undefined
        : await ownersWithin(knex, [owner], readable);
    return trendOf(knex, { ...query, readable, owners, system, now: now() });
  }

  /** @throws NotFoundError when there is no such entity that the caller may see. */
  async readLineage(
    query: z.output<typeof lineageQuerySchema>,
    credentials: BackstageCredentials,
  ): Promise<LineageResponse> {
    const { knex, readable } = this.#options;
    if (query.entityRef !== undefined) {
      await this.assertReadable(query.entityRef, credentials);
    }
    return lineageOf(knex, {
      ...query,
      readable: await readable.of(credentials),
    });
  }

  /** @throws NotFoundError for an entity that the caller may not read, as for one that does not exist. */
  async assertReadable(
    ref: string,
    credentials: BackstageCredentials,
  ): Promise<void> {
    if (!(await this.#options.readable.find(ref, credentials))) {
      throw new NotFoundError(`There is no entity ${ref}`);
    }
  }

  #scorecard(name: string): CompiledScorecard {
    const scorecard = this.#options.library.find(name);
    if (!scorecard) {
      throw new NotFoundError(`There is no scorecard ${name}`);
    }
    return scorecard;
  }
}
