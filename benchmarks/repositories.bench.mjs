// What collecting again costs a forge, and the database, when nothing changed.
import { Database } from './backend/Database.mjs';
import { loadSource } from './loadSource.mjs';
import { startPortal } from './portal/startPortal.mjs';
import {
  allAreGraded,
  catalogIsComplete,
  nothingIsDue,
} from './portal/work.mjs';
import { using } from './using.mjs';

/** Entities of each repository. */
const entitiesOfEach = 5;

const scorecard = JSON.stringify({
  apiVersion: 'airworthy.dev/v1',
  kind: 'Scorecard',
  metadata: { name: 'benchmark', title: 'Benchmark' },
  spec: {
    appliesTo: { kind: 'Component' },
    levels: [{ id: 'L1', title: 'L1' }],
    checks: [
      {
        id: 'has-readme',
        title: 'There is a README',
        level: 'L1',
        category: 'Documentation',
        pass: 'repo.docs.readme.size() > 0',
        message: 'There is no README.',
      },
    ],
  },
});

export async function measure({ quick }) {
  const { LoopbackGithub } = await loadSource(
    `export * from './plugins/readiness-backend/src/__testUtils__/forges/LoopbackGithub';`,
  );
  return using(new LoopbackGithub().start(), forge =>
    using(Database.start(), database =>
      measureWith({ forge, database, repositories: quick ? 10 : 100 }),
    ),
  );
}

async function measureWith({ forge, database, repositories }) {
  const services = repositories * entitiesOfEach;
  const sources = Array.from({ length: services }, (_, index) =>
    forge.urlOf(
      `crew/repository-${index % repositories}`,
      `services/service-${index}`,
    ),
  );
  for (let index = 0; index < repositories; index += 1) {
    forge.push(`crew/repository-${index}`, 1, filesOf(index, repositories));
  }
  return using(startPortal({ database, services, sources }), async portal => {
    await catalogIsComplete(database);
    const config = { integrations: forge.integration };
    const starting = portal.startReadiness({ scorecard, config });
    return using(starting, async () => {
      await allAreGraded(database, { services, checks: 1 });
      const first = requestsOf(forge);
      const rows = await database.rowsAddedBy('readiness', async () => {
        await database.query(
          'readiness',
          `update facts set due_at = '2000-01-01T00:00:00.000Z'
           where due_at is not null`,
        );
        await nothingIsDue(database);
      });
      const again = requestsOf(forge);
      const what = `${services} entities in ${repositories} repositories of a forge that speaks as GitHub does, none of which changed`;
      return [
        {
          name: 'collecting an unchanged catalog: requests',
          value: again.all / repositories,
          unit: 'requests per repository',
          budget: 1,
          baseline: first.all / repositories,
          note: `${what}: each is asked for its revision on the condition that it is another. The baseline is the first collection.`,
        },
        {
          name: 'collecting an unchanged catalog: archives',
          value: again.archives,
          unit: 'archives',
          budget: 0,
          baseline: first.archives,
          note: `${what}. Archives that were fetched; the baseline is the first collection.`,
        },
        {
          name: 'collecting an unchanged catalog: new rows',
          value: rows,
          unit: 'rows',
          budget: 0,
          note: `${what}. Rows that were added to any table.`,
        },
      ];
    });
  });
}

function filesOf(repository, repositories) {
  return Object.fromEntries(
    Array.from({ length: entitiesOfEach }, (_, place) => [
      `services/service-${repository + place * repositories}/README.md`,
      '# A service\n',
    ]),
  );
}

/** Requests since the last time. */
function requestsOf(forge) {
  const counts = forge.counts();
  return {
    all: Object.values(counts).reduce((sum, count) => sum + count, 0),
    archives: counts.archive ?? 0,
  };
}
