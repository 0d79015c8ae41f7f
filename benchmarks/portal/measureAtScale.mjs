import { latencyUnderLoad, rate } from '../load.mjs';
import { medianTime } from '../median.mjs';
import { until } from '../until.mjs';
import { scorecard } from './scorecard.mjs';
import { allAreGraded } from './work.mjs';

const checks = 60;

/** Every tenth check asks for more than it did. */
const raised = [0, 10, 20, 30, 40, 50];

const firstPage = 'readiness/entities?scorecard=benchmark';

/** What Node may use for objects, where a container has 512 MiB. */
const heapMiB = 256;

const MiB = 1024 ** 2;

/** 60 checks on each entity of the whole catalog. */
export async function measureAtScale({ database, portal, size }) {
  const { services } = size;
  const first = await portal.startReadiness({
    scorecard: scorecard(checks),
    facts: checks,
  });
  await allAreGraded(database, { services, checks });
  const [{ standards }] = await database.query(
    'readiness',
    'select min(evaluated_with) as standards from entities',
  );
  await first.stop();

  // A process of its own, which meets another revision of the scorecard.
  const readiness = await portal.startReadiness({
    scorecard: scorecard(checks, raised),
    facts: checks,
    nodeArguments: [`--max-old-space-size=${heapMiB}`],
  });
  try {
    return [
      ...(await reevaluation({ database, readiness, services, standards })),
      ...(await overview({ database, portal, readiness, size })),
    ];
  } finally {
    await readiness.stop();
  }
}

async function reevaluation({ database, readiness, services, standards }) {
  const evaluated = async () => {
    const [row] = await database.query(
      'readiness',
      `select count(*) filter (where evaluated_with = $1) as left,
         min(evaluated_at) filter (where evaluated_with <> $1) as began
       from entities`,
      [standards],
    );
    return row;
  };
  await until('all are evaluated', async () => {
    return Number((await evaluated()).left) === 0;
  });
  const ended = Date.now();
  const { began } = await evaluated();
  const { maxRss } = await readiness.ask('memory');
  const [{ changed }] = await database.query(
    'readiness',
    'select count(*) as changed from results where changed_at >= $1',
    [began],
  );
  const what = `${services} entities × ${checks} checks`;
  const how = `Another revision of a scorecard comes into force: ${what} are evaluated, and all reports, ${changed} results and their history are written`;
  return [
    {
      name: `re-evaluation of ${services} × ${checks}: time`,
      value: (ended - Date.parse(began)) / 1_000,
      unit: 's',
      budget: 15,
      note: `${how}.`,
    },
    {
      name: `re-evaluation of ${services} × ${checks}: memory`,
      value: maxRss / MiB,
      unit: 'MiB',
      budget: 512,
      note: `${how}. The most memory that the process, a backend with Airworthy alone, ever held; Node was given ${heapMiB} MiB for its objects, as it takes more than it needs where there is much.`,
    },
  ];
}

async function overview({ database, portal, readiness, size }) {
  const { services, loadSeconds, overviewSeconds, samples } = size;
  const asGuest = await portal.asGuest();
  const readAsGuest = () => readiness.request(firstPage, undefined, asGuest);
  const { totalItems } = await readAsGuest();
  const summary = key =>
    readiness.request(`readiness/summary?scorecard=benchmark&groupBy=${key}`);
  const figures = [
    {
      name: `overview of ${services} × ${checks}: ${rate} requests a second`,
      value: await latencyUnderLoad(readiness, {
        path: firstPage,
        seconds: overviewSeconds,
      }),
      unit: 'ms',
      budget: 50,
      note: `The first page over HTTP for ${overviewSeconds} seconds, in which all goes on that goes on in the background: the time within which 95 of 100 requests are answered.`,
    },
    {
      name: `overview of ${services} × ${checks} with conditions: ${rate} requests a second`,
      value: await latencyUnderLoad(readiness, {
        path: firstPage,
        seconds: loadSeconds,
        headers: asGuest,
      }),
      unit: 'ms',
      budget: 50,
      note: `The same for a user who may read ${totalItems} entities, those that they own, as the catalog decides by a condition.`,
    },
    {
      name: `overview of ${services} × ${checks} with conditions: statements`,
      value: await database.leastStatementsOf('readiness', readAsGuest),
      unit: 'SQL statements',
      budget: 5,
      note: 'One request of that user.',
    },
  ];
  for (const key of ['owner', 'level', 'category']) {
    figures.push({
      name: `summary by ${key} of ${services} × ${checks}`,
      value: await medianTime(samples, () => summary(key)),
      unit: 'ms',
      budget: 100,
      note: 'Over HTTP, one request after the other.',
    });
  }
  return figures;
}
