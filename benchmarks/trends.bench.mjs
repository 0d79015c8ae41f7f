// A year of trends of 10,000 entities: what it takes to keep, and to ask.
import { join } from 'node:path';
import Knex from 'knex';
import { startPostgres } from '../scripts/postgres.mjs';
import { loadSource, root } from './loadSource.mjs';
import { medianTime } from './median.mjs';

const entities = 10_000;
const scorecard = 'production-readiness';

/** How often an entity moves by a scorecard in a year, by cause. */
const movesPerYear = { service: 15, rule: 5, data: 5, exemption: 2, time: 1 };

export async function measure({ quick }) {
  const days = quick ? 60 : 365;
  const { rollUpDays, trendOf } = await loadSource(`
    export { rollUpDays } from './plugins/readiness-backend/src/store/trends/rollUpDays';
    export { trendOf } from './plugins/readiness-backend/src/api/trendOf';
  `);
  const postgres = await startPostgres();
  try {
    const knex = Knex({ client: 'pg', connection: postgres.connection });
    await knex.migrate.latest({
      directory: join(root, 'plugins/readiness-backend/migrations'),
    });
    const now = new Date();
    await seed(knex, { scorecards: quick ? 1 : 3, days, now });
    await rollUpDays(knex, now);
    await knex.raw('vacuum analyze');
    const size = await knex.raw(
      `select count(*) as moves, pg_total_relation_size('daily_moves') +
         pg_total_relation_size('daily_totals') as bytes
       from daily_moves`,
    );
    const { bytes, moves } = size.rows[0];

    const ask = filter => () =>
      trendOf(knex, { scorecard, readable: 'all', days, now, ...filter });
    const refs = Array.from({ length: entities }, (_, n) => refOf(n));
    const team = { owners: ['group:default/team-7'] };
    const asked = {
      catalog: {},
      'owner of 40': team,
      'system of 12': { system: 'system:default/system-7' },
      entity: { entityRef: refOf(7) },
      'reader of 1,000': { readable: new Set(refs.slice(0, 1_000)) },
      'reader of 10,000': { readable: new Set(refs) },
    };
    const times = quick ? 5 : 15;
    const baseline = await medianTime(times, () =>
      knex('daily_moves').where({ scorecard }).count(),
    );
    const figures = [];
    for (const [name, filter] of Object.entries(asked)) {
      figures.push({
        name: `trend: ${name}`,
        value: await medianTime(times, ask(filter)),
        unit: 'ms',
        // The catalog takes longer than that to tell who may read so many.
        budget: name === 'reader of 10,000' ? null : 100,
        baseline,
        note: `The points of a year by one scorecard, from ${moves} moves on PostgreSQL; the baseline counts those of that scorecard.`,
      });
    }
    await knex.destroy();
    return [
      {
        name: 'trends: storage',
        value: bytes / 2 ** 20,
        unit: 'MiB',
        budget: 1_024,
        note: `A year of ${entities} entities by ${
          quick ? 1 : 3
        } scorecards, each of which moves an entity ${total(
          movesPerYear,
        )} times; with indexes.`,
      },
      ...figures,
    ];
  } finally {
    await postgres.stop();
  }
}

/** A year in which entities move, one day after the other, as the portal writes it. */
async function seed(knex, { scorecards, days, now }) {
  await knex.raw(
    `insert into entities
       (ref, kind, namespace, name, owner, system, etag, entity, shard_hash)
     select '${refOf('')}' || n, 'component', 'default', 'service-' || n,
       'group:default/team-' || n % 250, 'system:default/system-' || n % 833,
       '1', '{}', n
     from generate_series(0, ${entities - 1}) n`,
  );
  const names = [scorecard, 'ownership', 'security'].slice(0, scorecards);
  await knex.raw(
    `insert into reports
       (entity_ref, scorecard, revision, level, level_rank, score, coverage,
        pass, fail, unknown, exempt, not_applicable, levels, next_steps, changed_at)
     select ref, scorecard, 'r', 'L' || 1 + shard_hash % 3, 1 + shard_hash % 3,
       shard_hash % 1000 / 10.0, 1, 40, 10, 5, 1, 4, '[]', '[]', ''
     from entities, unnest(?::text[]) scorecard`,
    [names],
  );
  const today = Math.floor(now.getTime() / 86_400_000);
  await knex.raw(
    `insert into daily_moves
     select scorecard, ?, ref, owner, system, 'catalog', '', level, 1, 1, 0,
       cast(score * 10 as integer), 1
     from reports join entities on ref = entity_ref`,
    [today - days],
  );
  // One move in four reaches another level.
  for (let day = today - days + 1; day <= today; day += 1) {
    await knex.raw(
      `insert into daily_moves
       select scorecard, ?, ref, owner, system, cause, 'L' || level, 'L' || level + step,
         1, step, 0, cast(random() * 200 - 100 as integer), 0
       from (
         select scorecard, ref, owner, system, cause, 1 + shard_hash % 3 as level,
           case when random() < 0.25 then 1 else 0 end as step,
           random() as chance, times
         from entities, unnest(?::text[]) scorecard,
           unnest(?::text[], ?::integer[]) as rates(cause, times)
       ) moves
       where chance < times / ${days}.0`,
      [day, names, Object.keys(movesPerYear), Object.values(movesPerYear)],
    );
  }
}

function refOf(name) {
  return `component:default/service-${name}`;
}

function total(rates) {
  return Object.values(rates).reduce((sum, times) => sum + times, 0);
}
