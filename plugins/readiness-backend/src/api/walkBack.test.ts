import fc from 'fast-check';
import { Knex } from 'knex';
import { createTestDatabases } from '../__testUtils__/testDatabases';
import { projectEntities } from '../store/entities/projectEntities';
import { Stand } from '../store/trends/recordMoves';
import { rollUpDays } from '../store/trends/rollUpDays';
import {
  Evaluations,
  nothing,
  saveEvaluations,
} from '../store/reports/saveEvaluations';
import { EntityRow, ReportRow } from '../store/tables';
import { removeEntities } from '../store/entities/vanishedEntities';
import { trendOf } from './trendOf';

const databases = createTestDatabases();
const scorecard = 'basics';
const levels = [null, 'L1', 'L2'];
const owners = ['group:default/crew', 'group:default/fleet', null];
const systems = ['system:default/sea', null];
const causes = ['service', 'rule', 'data', 'exemption', 'time'] as const;

/** One entity as the model has it. */
interface Kept {
  owner: string | null;
  system: string | null;
  stand: Stand | null;
}

/** What the store records, beside a model of it that only counts. */
class Fleet {
  readonly entities = new Map<string, Kept>();
  readonly noted: { day: string; entities: [string, Kept][] }[] = [];
  readonly #knex: Knex;
  #now = new Date('2030-01-01T12:00:00.000Z');

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  get now(): Date {
    return this.#now;
  }

  /** Notes how the entities stand, and lets the day end. */
  endDay(): void {
    this.noted.push({
      day: this.#at.slice(0, 10),
      entities: [...this.entities].map(([ref, kept]) => [ref, { ...kept }]),
    });
    this.#now = new Date(this.#now.getTime() + 86_400_000);
  }

  /** Arrives, or changes hands. */
  async place(
    ref: string,
    owner: string | null,
    system: string | null,
  ): Promise<void> {
    const before = this.entities.get(ref);
    this.entities.set(ref, { stand: before?.stand ?? null, owner, system });
    const nothingElse = { title: null, type: null, lifecycle: null };
    await projectEntities(
      this.#knex,
      [
        {
          ...nothingElse,
          ...{ ref, owner, system, kind: 'component', namespace: 'default' },
          ...{ name: ref, parent: null, source_location: null },
          ...{ etag: '1', entity: '{}', shard_hash: 1 },
        },
      ],
      this.#at,
    );
  }

  /** Is graded, better or worse than before or for the first time, or no longer. */
  async grade(
    ref: string,
    stand: Stand | null,
    cause: (typeof causes)[number],
  ): Promise<void> {
    const kept = this.entities.get(ref);
    if (!kept) {
      return;
    }
    const from = kept.stand;
    kept.stand = stand;
    const key = { entity_ref: ref, scorecard };
    const read = await this.#knex<EntityRow>('entities')
      .where({ ref })
      .select('ref', 'etag', 'evaluation_due', 'evaluated_at');
    const evaluation: Evaluations = {
      ...nothing(),
      reports: stand ? [this.#report(ref, stand)] : [],
      moves: stand
        ? [{ ...key, cause: from ? cause : 'catalog', from, to: stand }]
        : [],
      removedReports: from && !stand ? [key] : [],
    };
    await saveEvaluations(
      this.#knex,
      read,
      { standards: 'h', at: this.#at },
      new Map([[ref, evaluation]]),
    );
  }

  async remove(ref: string): Promise<void> {
    this.entities.delete(ref);
    await removeEntities(this.#knex, [ref], this.#at);
  }

  /** Adds up the days that are over; what trends tell must not depend on it. */
  async rollUp(): Promise<void> {
    await rollUpDays(this.#knex, this.#now);
  }

  get #at(): string {
    return this.#now.toISOString();
  }

  #report(ref: string, stand: Stand): ReportRow {
    return {
      ...{ entity_ref: ref, scorecard, revision: 'r1', ...stand, coverage: 1 },
      ...{ pass: 1, fail: 0, unknown: 0, exempt: 0, not_applicable: 0 },
      ...{ levels: '[]', next_steps: '[]', changed_at: this.#at },
    };
  }
}

/** What a point of a trend says of some entities. */
function standingOf(entities: Kept[]) {
  const stands = entities.flatMap(({ stand }) => stand ?? []);
  const counts: Record<string, number> = {};
  for (const { level } of stands) {
    counts[level ?? 'none'] = (counts[level ?? 'none'] ?? 0) + 1;
  }
  const scores = stands.flatMap(({ score }) => score ?? []);
  return {
    entities: stands.length,
    levels: counts,
    score:
      scores.length > 0
        ? scores.reduce((sum, score) => sum + Math.round(score * 10), 0) /
          10 /
          scores.length
        : null,
  };
}

const stands = fc
  .tuple(
    fc.integer({ min: 0, max: 2 }),
    fc.option(fc.integer({ min: 0, max: 1_000 })),
  )
  .map(
    ([level_rank, tenths]): Stand => ({
      level: levels[level_rank],
      level_rank,
      score: tenths === null ? null : tenths / 10,
    }),
  );

const refs = fc.constantFrom('a', 'b', 'c').map(name => `component:x/${name}`);

const deeds = fc.oneof(
  fc
    .tuple(refs, fc.constantFrom(...owners), fc.constantFrom(...systems))
    .map(args => (fleet: Fleet) => fleet.place(...args)),
  {
    weight: 3,
    arbitrary: fc
      .tuple(
        refs,
        fc.option(stands, { freq: 8 }),
        fc.constantFrom<(typeof causes)[number]>(...causes),
      )
      .map(args => (fleet: Fleet) => fleet.grade(...args)),
  },
  refs.map(ref => (fleet: Fleet) => fleet.remove(ref)),
  fc.constant(async (fleet: Fleet) => fleet.endDay()),
  fc.constant(async (fleet: Fleet) => fleet.rollUp()),
);

describe.each(databases.ids)('walkBack on %p', id => {
  it('tells how all stood at the end of each day', async () => {
    const knex = await databases.migrated(id);
    await fc.assert(
      fc.asyncProperty(
        fc.array(deeds, { minLength: 20, maxLength: 60 }),
        async story => {
          await knex('daily_moves').delete();
          await knex('daily_totals').delete();
          await knex('entities').delete();
          const fleet = new Fleet(knex);
          for (const owner of ['a', 'b', 'c']) {
            await fleet.place(`component:x/${owner}`, owners[0], systems[0]);
          }
          for (const deed of story) {
            await deed(fleet);
          }
          const { now } = fleet;
          fleet.endDay();

          const asked: [object, (ref: string, kept: Kept) => boolean][] = [
            [{}, () => true],
            [
              { owners: owners.slice(0, 2) },
              (_, { owner }) => owners.indexOf(owner) < 2,
            ],
            ...owners
              .slice(0, 2)
              .map(
                owner =>
                  [
                    { owners: [owner] },
                    (_: string, kept: Kept) => kept.owner === owner,
                  ] as [object, (ref: string, kept: Kept) => boolean],
              ),
            [{ system: systems[0] }, (_, kept) => kept.system === systems[0]],
            [{ entityRef: 'component:x/a' }, ref => ref === 'component:x/a'],
            [
              { readable: new Set(['component:x/b', 'component:x/c']) },
              ref => ref !== 'component:x/a',
            ],
          ];
          for (const [filter, isAsked] of asked) {
            const { points } = await trendOf(knex, {
              ...{ scorecard, readable: 'all', days: 90, now, ...filter },
            });
            const noted = fleet.noted.map(({ day, entities }) => ({
              day,
              ...standingOf(
                entities
                  .filter(([ref, kept]) => isAsked(ref, kept))
                  .map(([, kept]) => kept),
              ),
            }));
            const begin = noted.findIndex(({ entities }) => entities > 0);
            expect(points.map(({ moves, ...standing }) => standing)).toEqual(
              begin < 0 ? [] : noted.slice(begin),
            );
            expectMovesToExplain(points);
          }
        },
      ),
      { numRuns: 15 },
    );
  });
});

/** The effects of all causes add up, and who came and went is who is there. */
function expectMovesToExplain(
  points: Awaited<ReturnType<typeof trendOf>>['points'],
): void {
  points.slice(1).forEach((point, index) => {
    const before = points[index];
    const moves = Object.values(point.moves);
    if (point.score !== null && before.score !== null) {
      expect(moves.reduce((sum, { score }) => sum + score, 0)).toBeCloseTo(
        point.score - before.score,
        6,
      );
    }
    const { risen = 0, fallen = 0 } = point.moves.catalog ?? {};
    expect(risen - fallen).toBe(point.entities - before.entities);
  });
}
