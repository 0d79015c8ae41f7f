// Many checks on each of many services, in a portal of two processes.
import { Database } from './backend/Database.mjs';
import { measureAtScale } from './portal/measureAtScale.mjs';
import { startPortal } from './portal/startPortal.mjs';
import { catalogIsComplete } from './portal/work.mjs';
import { using } from './using.mjs';

const whole = {
  services: 10_000,
  samples: 5,
  loadSeconds: 15,
  // The catalog is listed once a minute.
  overviewSeconds: 65,
};

const small = { services: 500, samples: 3, loadSeconds: 5, overviewSeconds: 5 };

export async function measure({ quick }) {
  const size = quick ? small : whole;
  const { services } = size;
  return using(Database.start(), database =>
    using(startPortal({ database, services }), async portal => {
      await catalogIsComplete(database);
      return measureAtScale({ database, portal, size });
    }),
  );
}
