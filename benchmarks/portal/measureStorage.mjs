import { collect, collectByTechInsights } from './work.mjs';

/** Collecting facts again and again, against Tech Insights. */
export async function measureStorage(options) {
  return [...(await oneCollection(options)), ...(await growth(options))];
}

async function oneCollection({ database, readiness, techInsights, size }) {
  const { services } = size;
  const ours = () => collect({ database, readiness, services });
  const theirs = () =>
    collectByTechInsights({ database, techInsights, services });
  const note = `${services} entities with 10 facts each, none of which changed since the last time`;
  return [
    {
      name: 'one collection: time',
      value: await ours(),
      unit: 'ms',
      baseline: await theirs(),
      note: `${note}, from the first question to the collector until all are stored: in batches that are compared with what is on record, against one that is appended.`,
    },
    {
      name: 'one collection: statements',
      value: await database.statementsOf('readiness', ours),
      unit: 'SQL statements',
      baseline: await database.statementsOf('tech-insights', theirs),
      note: `${note}. Ours come in batches of 8 at most, as each may mean the reading of a repository.`,
    },
    {
      name: 'one collection: new rows',
      value: await database.rowsAddedBy('readiness', ours),
      unit: 'rows',
      budget: 0,
      baseline: await database.rowsAddedBy('tech-insights', theirs),
      note: `${note}. Rows that were added to any table.`,
    },
  ];
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
