// What the backends are made to do, and when they have done it.
import { serviceRef } from '../catalog.mjs';
import { until } from '../until.mjs';

/** Waits until the catalog has processed all that it was given. */
export function catalogIsComplete(database) {
  return until('all entities are in the catalog', async () => {
    const [{ missing }] = await database.query(
      'catalog',
      `select count(*) as missing from refresh_state r
       left join final_entities f using (entity_id)
       where f.final_entity is null`,
    );
    return Number(missing) === 0;
  });
}

/** Waits until each service has so many results, and nothing is due. */
export async function allAreGraded(database, { services, checks }) {
  await until('all services are graded', async () => {
    const [{ results }] = await database.query(
      'readiness',
      `select count(*) as results from results`,
    );
    return Number(results) === services * checks;
  });
  await nothingIsDue(database);
}

/** Waits until Airworthy has nothing to collect or to evaluate. */
export function nothingIsDue(database) {
  return until('nothing is due', async () => {
    const [{ due }] = await database.query(
      'readiness',
      `select (select count(*) from entities where evaluation_due is not null)
            + (select count(*) from facts where due_at <= $1) as due`,
      [new Date().toISOString()],
    );
    return Number(due) === 0;
  });
}

/**
 * Has the facts of the first services collected. Answers the milliseconds that
 * it took, without the wait for the scheduler, which comes by in some seconds.
 */
export async function collect(options) {
  const { database, readiness, services, number = 0 } = options;
  await readiness.ask('collection', number);
  await database.query(
    'readiness',
    `update facts set due_at = '2000-01-01T00:00:00.000Z'
     where entity_ref = any($1)`,
    [refs(services)],
  );
  await nothingIsDue(database);
  return Date.now() - (await readiness.ask('began'));
}

/**
 * Has the first services evaluated again from the facts that are on record.
 * Answers the milliseconds that it took, as above.
 */
export async function evaluate({ database, services }) {
  const now = new Date().toISOString();
  const { length } = await database.query(
    'readiness',
    'update entities set evaluation_due = $2 where ref = any($1) returning ref',
    [refs(services), now],
  );
  await nothingIsDue(database);
  const ended = Date.now();
  const [{ began, evaluated }] = await database.query(
    'readiness',
    `select min(evaluated_at) as began, count(*) as evaluated
     from entities where evaluated_at >= $1`,
    [now],
  );
  if (Number(evaluated) < length) throw new Error('Not all were evaluated');
  return ended - Date.parse(began);
}

/** Has Tech Insights collect the facts of the first services, likewise. */
export async function collectByTechInsights(options) {
  const { database, techInsights, services, number = 0 } = options;
  const stored = async () => {
    const [{ facts }] = await database.query(
      'tech-insights',
      'select count(*) as facts from facts',
    );
    return Number(facts);
  };
  await techInsights.ask('collection', { services, number });
  const before = await stored();
  await techInsights.trigger('tech-insights', 'benchmark');
  await until(
    'Tech Insights has stored its facts',
    async () => (await stored()) === before + services,
  );
  return Date.now() - (await techInsights.ask('began'));
}

/** Entity refs of the first services. */
export function refs(services) {
  return Array.from({ length: services }, (_, index) => serviceRef(index));
}
