import { setTimeout } from 'node:timers/promises';
import { Knex } from 'knex';
import { component, group } from '../../__testUtils__/entities';
import { createTestDatabases } from '../../__testUtils__/testDatabases';
import { createTestPortal } from '../../__testUtils__/testPortal';
import { lockEntities } from './lockEntities';
import { makeOwnedDue } from './makeDue';
import { noteMissing } from './vanishedEntities';

const databases = createTestDatabases();
const [first, second] = ['component:default/a', 'component:default/b'];

interface Stage {
  knex: Knex;
  portal: Awaited<ReturnType<typeof createTestPortal>>;
}

function push({ portal }: Stage, critical: number) {
  const facts = [second, first].map(entityRef => ({
    entityRef,
    namespace: 'vulnerabilities',
    value: { critical },
  }));
  return portal.receiver.receive({ facts }, portal.user);
}

/** Waits until somebody waits for a lock; with one connection all do anyway. */
async function untilBlocked(knex: Knex): Promise<void> {
  if (knex.client.config.client !== 'pg') {
    return;
  }
  for (;;) {
    const [{ waiting }] = await knex('pg_stat_activity')
      .whereRaw(`datname = current_database() and wait_event_type = 'Lock'`)
      .select(knex.raw('cast(count(*) as integer) as waiting'));
    if (waiting > 0) {
      return;
    }
    await setTimeout(10);
  }
}

describe.each(databases.ids)('the order of locks on %p', id => {
  it.each<[string, (stage: Stage) => Promise<unknown>]>([
    ['a push', stage => push(stage, 1)],
    [
      'a decision for all that somebody owns',
      async ({ portal }) => {
        const { callerAs, exemptions } = portal;
        const request = await exemptions.request(
          await callerAs('user:default/one'),
          {
            scorecard: 'basics',
            scope: 'owner',
            subjectRef: 'group:default/crew',
            reason: 'They move house.',
            expiresAt: '2030-02-01T00:00:00.000Z',
          },
        );
        await exemptions.act(await callerAs('user:default/two'), request.id, {
          action: 'approve',
        });
      },
    ],
    [
      'another group',
      ({ knex, portal }) =>
        makeOwnedDue(knex, {
          namespace: 'catalog',
          owners: ['group:default/crew'],
          now: portal.clock.now.toISOString(),
        }),
    ],
    [
      'a gap in the catalog',
      ({ knex, portal }) =>
        noteMissing(knex, [second, first], portal.clock.now.toISOString()),
    ],
  ])(
    'lets %s and a grading wait for each other only in turn',
    async (_, rival) => {
      const knex = await databases.migrated(id);
      const portal = await createTestPortal({
        knex,
        entities: [
          component('b', { spec: { owner: 'crew' } }),
          component('a', { spec: { owner: 'crew' } }),
          group('crew'),
        ],
      });
      await portal.settle();
      await push({ knex, portal }, 0);

      let rivalry: Promise<unknown> | undefined;
      await knex.transaction(async tx => {
        await lockEntities(tx, [first]);
        rivalry = Promise.allSettled([rival({ knex, portal })]);
        await untilBlocked(knex);
        await lockEntities(tx, [second]);
        await tx('facts').update({ error: null });
      });

      expect(await rivalry).toMatchObject([{ status: 'fulfilled' }]);
    },
  );
});
