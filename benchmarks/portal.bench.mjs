// A portal of two processes on PostgreSQL: 10 checks on each service, with Tech
// Insights beside it, and then 60.
import { Database } from './backend/Database.mjs';
import { measureAtScale } from './portal/measureAtScale.mjs';
import { measureReads } from './portal/measureReads.mjs';
import { measureStorage } from './portal/measureStorage.mjs';
import { scorecard } from './portal/scorecard.mjs';
import { startPortal } from './portal/startPortal.mjs';
import {
  allAreGraded,
  catalogIsComplete,
  collectByTechInsights,
} from './portal/work.mjs';
import { startTechInsights } from './tech-insights/startTechInsights.mjs';
import { using } from './using.mjs';

const whole = {
  services: 10_000,
  /** Numbers of services that are read at a time. */
  bulks: [1_000, 5_000],
  /** Services whose facts are collected again and again. */
  collected: 1_000,
  collections: 30,
  samples: 5,
  loadSeconds: 15,
  // The catalog is listed once a minute.
  overviewSeconds: 65,
};

const small = {
  services: 300,
  bulks: [300],
  collected: 100,
  collections: 2,
  samples: 3,
  loadSeconds: 3,
  overviewSeconds: 3,
};

const checks = 10;

export async function measure({ quick }) {
  const size = quick ? small : whole;
  const { services } = size;
  return using(Database.start(), database =>
    using(startPortal({ database, services }), async portal => {
      // It takes minutes, so both have the same.
      await catalogIsComplete(database);
      const figures = await measureAgainstTechInsights({
        database,
        portal,
        size,
      });
      await database.drop('readiness');
      return [
        ...figures,
        ...(await measureAtScale({ database, portal, size })),
      ];
    }),
  );
}

async function measureAgainstTechInsights({ database, portal, size }) {
  const { services } = size;
  return using(
    portal.startReadiness({ scorecard: scorecard(checks), facts: checks }),
    async readiness => {
      await allAreGraded(database, { services, checks });
      return using(
        startTechInsights({ database, services, facts: checks }),
        async techInsights => {
          await collectByTechInsights({ database, techInsights, services });
          const both = { database, readiness, techInsights, size };
          return [
            ...(await measureReads(both)),
            ...(await measureStorage(both)),
          ];
        },
      );
    },
  );
}
