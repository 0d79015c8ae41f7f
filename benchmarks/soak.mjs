// `npm run soak`: all that a portal does at once, for six minutes. Ends with 1
// when memory grows or a write is lost.
import { parseArgs } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import { Database } from './backend/Database.mjs';
import { isOwnedByGuest } from './catalog.mjs';
import { scorecard } from './portal/scorecard.mjs';
import { startPortal } from './portal/startPortal.mjs';
import {
  allAreGraded,
  catalogIsComplete,
  refs as refsOf,
} from './portal/work.mjs';
import { print, record, toFigure } from './results.mjs';
import { churn, exemptions, pushes, reads, refreshes } from './soak/actors.mjs';
import { watchMemory } from './soak/memory.mjs';
import { using } from './using.mjs';

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '6' } },
});
const minutes = Number(values.minutes);

/** Shorter ones show that nothing is lost, but nothing about memory. */
const isWhole = minutes >= 5;
const warmUp = minutes / 4;

const services = isWhole ? 1_000 : 100;
const checks = 10;

const figures = await using(Database.start(), database =>
  using(startPortal({ database, services }), async portal => {
    await catalogIsComplete(database);
    return using(
      portal.startReadiness({
        scorecard: scorecard(checks),
        facts: checks,
        // What comes and goes is to be seen within the soak.
        config: { readiness: { catalog: { listFrequency: { seconds: 10 } } } },
      }),
      readiness => soak({ database, portal, readiness }),
    );
  }),
);
print(figures);
if (isWhole) record('soak', figures);
process.exitCode = figures.some(({ met }) => met === false) ? 1 : 0;

async function soak({ database, portal, readiness }) {
  const refs = refsOf(services);
  await allAreGraded(database, { services, checks });
  const actors = [
    reads({ readiness, refs }),
    pushes({ database, readiness, refs }),
    refreshes({ readiness, refs }),
    churn({ catalog: portal.catalog, readiness, from: services }),
    exemptions({
      readiness,
      asUser: await portal.asGuest(),
      owned: refs.filter((_, index) => isOwnedByGuest(index)),
    }),
  ];
  const memory = watchMemory(readiness);
  const end = Date.now() + minutes * 60_000;
  const outcomes = await Promise.all(actors.map(actor => act(actor, end)));
  memory.stop();
  return [
    {
      name: 'requests that failed',
      value: outcomes.reduce((sum, { failed }) => sum + failed, 0),
      unit: 'requests',
      budget: 0,
      note: `In ${minutes} minutes: ${outcomes
        .map(({ name, steps }) => `${steps} ${name}`)
        .join(', ')}.`,
    },
    ...(await losses(actors)),
    ...(isWhole ? growth(memory) : []),
  ].map(toFigure);
}

/** Does one step after the other; a failure is told, and the next one tried. */
async function act({ name, pauseMs, step }, end) {
  const outcome = { name, steps: 0, failed: 0 };
  while (Date.now() < end) {
    try {
      await step();
    } catch (error) {
      outcome.failed += 1;
      console.error(`  ${name}: ${error.message}`);
    }
    outcome.steps += 1;
    await sleep(pauseMs);
  }
  return outcome;
}

/** What was written and is not there, once there was time for it to arrive. */
async function losses(actors) {
  const figures = [];
  for (const { name, kept, lost } of actors.filter(actor => actor.lost)) {
    const deadline = Date.now() + 60_000;
    let left = await lost();
    while (left.length > 0 && Date.now() < deadline) {
      await sleep(1_000);
      left = await lost();
    }
    left.slice(0, 5).forEach(what => console.error(`  lost: ${what}`));
    figures.push({
      name: `${name} that were lost`,
      value: left.length,
      unit: name,
      budget: 0,
      note: kept,
    });
  }
  return figures;
}

function growth(memory) {
  const of = `by the line that is closest to all samples, one every five seconds after a warm-up of ${warmUp} minutes`;
  return [
    {
      name: 'growth of the heap',
      value: memory.slopeOf('heap', warmUp),
      unit: 'MiB a minute',
      budget: 1,
      note: `What is left after a collection of garbage, ${of}.`,
    },
    {
      name: 'growth of the process',
      value: memory.slopeOf('rss', warmUp),
      unit: 'MiB a minute',
      budget: 5,
      note: `Its resident memory, ${of}.`,
    },
  ];
}
