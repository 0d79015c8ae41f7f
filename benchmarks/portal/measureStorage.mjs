import { collect, collectByTechInsights } from './work.mjs';

/** Collecting facts again and again, against Tech Insights. */
export async function measureStorage(options) {
  return [...(await oneCollection(options)), ...(await growth(options))];
}

async function oneCollection({ database, readiness, techInsights, size }) {
  const { services } = size;
  const ours = await costs(database, 'readiness', () =>
    collect({ database, readiness, services }),
  );
  const theirs = await costs(database, 'tech-insights', () =>
    collectByTechInsights({ database, techInsights, services }),
  );
  const note = `${services} entities with 10 facts each, none of which changed since the last time`;
  return [
    {
      name: 'one collection: time',
      value: ours.time,
      unit: 'ms',
      baseline: theirs.time,
      note: `${note}, from the first question to the collector until all are stored: in batches that are compared with what is on record, against one that is appended.`,
    },
    {
      name: 'one collection: statements',
      value: ours.statements,
      unit: 'SQL statements',
      baseline: theirs.statements,
      note: `${note}. Ours come in batches, as each may mean the reading of a repository.`,
    },
    {
      name: 'one collection: new rows',
      value: ours.rows,
      unit: 'rows',
      budget: 0,
      baseline: theirs.rows,
      note: `${note}. Rows that were added to any table.`,
    },
  ];
}

/** The time, the statements and the rows that a collection takes. */
async function costs(database, plugin, work) {
  let time;
  let statements;
  const rows = await database.rowsAddedBy(plugin, async () => {
    statements = await database.statementsOf(plugin, async () => {
      time = await work();
    });
  });
  return { time, statements, rows };
}

async function growth({ database, readiness, techInsights, size }) {
  const { collected: services, collections } = size;
  const before = {
    ours: await database.sizeOf('readiness'),
    theirs: await database.sizeOf('tech-insights'),
  };
  for (let number = 1; number <= collections; number += 1) {
    await Promise.all([
      collect({ database, readiness, services, number }),
      collectByTechInsights({ database, techInsights, services, number }),
    ]);
  }
  return [
    {
      name: `growth in ${collections} collections`,
      value: ((await database.sizeOf('readiness')) - before.ours) / 1024,
      unit: 'KiB',
      baseline:
        ((await database.sizeOf('tech-insights')) - before.theirs) / 1024,
      note: `${services} entities with 10 facts each, of which 1 % change from one collection to the next; ours is with the whole history of facts, results and reports, and Tech Insights, which keeps no results, is as it is without configuration.`,
    },
  ];
}
