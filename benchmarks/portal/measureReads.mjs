import { latencyUnderLoad, rate } from '../load.mjs';
import { medianTime, timeOf } from '../median.mjs';
import { evaluate, refs } from './work.mjs';

/** Entities that one request may ask for. */
const atOnce = 1_000;

/** Reads of 10 checks, against Tech Insights, which evaluates on each of them. */
export async function measureReads({
  database,
  readiness,
  techInsights,
  size,
}) {
  return [
    ...(await bulkReads({ database, readiness, techInsights, size })),
    ...(await smallReads({ database, readiness, techInsights, size })),
  ];
}

async function bulkReads({ database, readiness, techInsights, size }) {
  const figures = [];
  // Once, so that its code is warm.
  await techInsights.request('tech-insights/checks/run', {
    entities: refs(size.bulks[0]),
  });
  for (const services of size.bulks) {
    const batches = [];
    for (let start = 0; start < services; start += atOnce) {
      batches.push(refs(services).slice(start, start + atOnce));
    }
    const ours = () =>
      inSeries(batches, entityRefs =>
        readiness.request('readiness/entities/by-refs', {
          scorecard: 'benchmark',
          entityRefs,
        }),
      );
    const theirs = () =>
      inSeries(batches, entities =>
        techInsights.request('tech-insights/checks/run', { entities }),
      );
    const what = `${services} × 10`;
    const how = `${batches.length} request${batches.length > 1 ? 's' : ''}`;
    let baseline;
    const statements = await database.statementsOf(
      'tech-insights',
      async () => {
        baseline = await timeOf(theirs);
      },
    );
    figures.push(
      {
        name: `bulk read of ${what}: statements`,
        value: await database.leastStatementsOf('readiness', ours),
        unit: 'SQL statements',
        budget: 5 * batches.length,
        baseline: statements,
        note: `Level, score and counts of ${services} entities in ${how}, five statements allowed for each; the baseline is Tech Insights' bulk run of the same 10 checks on the same entities, which answers each result.`,
      },
      {
        name: `bulk read of ${what}: time`,
        value: await medianTime(size.samples, ours),
        unit: 'ms',
        budget: baseline / 100,
        baseline,
        note: `The same ${how} over HTTP; the budget is a hundredth of the baseline, Tech Insights' bulk run.`,
      },
      {
        name: `re-evaluation of ${what}`,
        value: await evaluate({ database, services }),
        unit: 'ms',
        baseline,
        note: `All ${services} entities are marked in the database and evaluated anew from stored facts; what Tech Insights does in the baseline, its bulk run, on each read.`,
      },
    );
  }
  return figures;
}

async function smallReads({ database, readiness, techInsights, size }) {
  const one = {
    ours: 'readiness/entities/by-name/component/default/service-7',
    theirs: 'tech-insights/checks/run/default/component/service-7',
  };
  const page = {
    ours: 'readiness/entities?scorecard=benchmark',
    theirs: 'tech-insights/checks/run',
  };
  const readOne = () => readiness.request(one.ours);
  const runOne = () => techInsights.request(one.theirs, {});
  const readPage = () => readiness.request(page.ours);
  const { items } = await readPage();
  const entities = items.map(({ entityRef }) => entityRef);
  const runPage = () => techInsights.request(page.theirs, { entities });
  const seconds = size.loadSeconds;

  return [
    {
      name: 'one entity: statements',
      value: await database.leastStatementsOf('readiness', readOne),
      unit: 'SQL statements',
      budget: 5,
      baseline: await database.leastStatementsOf('tech-insights', runOne),
      note: 'The whole report of one entity; the catalog, which is asked whether the caller may see it, has statements of its own. The baseline is a run of the 10 checks by Tech Insights.',
    },
    {
      name: 'one entity: time',
      value: await medianTime(10 * size.samples, readOne),
      unit: 'ms',
      baseline: await medianTime(10 * size.samples, runOne),
      note: 'The same over HTTP, one request after the other; ours asks the catalog, in another process, and Tech Insights does not.',
    },
    {
      name: `one entity: ${rate} requests a second`,
      value: await latencyUnderLoad(readiness, { path: one.ours, seconds }),
      unit: 'ms',
      baseline: await latencyUnderLoad(techInsights, {
        path: one.theirs,
        body: {},
        seconds,
      }),
      note: `The same at ${rate} requests a second: the time within which 95 of 100 are answered.`,
    },
    {
      name: 'first page of a list: statements',
      value: await database.leastStatementsOf('readiness', readPage),
      unit: 'SQL statements',
      budget: 5,
      baseline: await database.leastStatementsOf('tech-insights', runPage),
      note: `The first ${entities.length} entities by name, with the number of all. Tech Insights has no list: the baseline is its run for these ${entities.length} entities.`,
    },
    {
      name: 'first page of a list: time',
      value: await medianTime(10 * size.samples, readPage),
      unit: 'ms',
      baseline: await medianTime(size.samples, runPage),
      note: 'The same over HTTP, one request after the other.',
    },
  ];
}

async function inSeries(items, work) {
  for (const item of items) await work(item);
}
