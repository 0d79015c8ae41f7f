import { medianTime } from '../median.mjs';

const days = 365;

/** Days between two moves of an entity. */
const everyDays = 7;

const GiB = 1024 ** 3;

/** A year of daily roll-ups of the whole catalog. */
export async function measureTrends({ database, readiness, size }) {
  const { services, samples } = size;
  // Each entity goes up and down, on a day of the week of its own.
  const added = await database.rowsAddedBy('readiness', () =>
    database.query(
      'readiness',
      `insert into daily_moves (scorecard, day, entity_ref, owner, system, cause,
         from_level, to_level, times, risen, fallen, score_change, scored_change)
       select 'benchmark', today.day - ago, ref, coalesce(owner, ''), coalesce(system, ''),
         case (ago / $2) % 3 when 0 then 'service' when 1 then 'rule' else 'data' end,
         case up when 1 then 'none' else 'L1' end,
         case up when 1 then 'L1' else 'none' end,
         1, up, 1 - up, 50 * (2 * up - 1), 0
       from (select floor(extract(epoch from now()) / 86400)::integer as day) as today,
         entities,
         lateral generate_series(1 + mod(abs(hashtext(ref)), $2), $1, $2) as ago,
         lateral (select (ago / $2) % 2 as up) as direction
       where kind = 'component'`,
      [days, everyDays],
    ),
  );
  const [{ bytes }] = await database.query(
    'readiness',
    `select pg_total_relation_size('daily_moves') as bytes`,
  );
  const trend = (narrowed = '') =>
    medianTime(samples, () =>
      readiness.request(
        `readiness/trends?scorecard=benchmark&days=${days}${narrowed}`,
      ),
    );
  const year = `${services} entities, each of which moves once in ${everyDays} days`;
  const timed = (of, value) => ({
    name: `trend of ${of} over a year`,
    value,
    unit: 'ms',
    budget: 100,
    note: `One request for ${days} days over HTTP, where there are ${year}.`,
  });
  return [
    {
      name: `trends: a year of ${services} entities`,
      value: Number(bytes) / GiB,
      unit: 'GiB',
      budget: 1,
      note: `${added} roll-ups with their indexes: a year of ${year}. Each entity on each day would be seven times as much.`,
    },
    timed('an entity', await trend('&entityRef=component:default/service-7')),
    timed('an owner', await trend('&owner=group:default/crew-7')),
    timed('all entities', await trend()),
  ];
}
