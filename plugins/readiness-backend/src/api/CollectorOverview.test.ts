import { Collector } from '@airworthy/backstage-plugin-readiness-node';
import { component } from '../__testUtils__/entities';
import {
  createTestDatabases,
  statementsOf,
} from '../__testUtils__/testDatabases';
import { createTestPortal } from '../__testUtils__/testPortal';

const databases = createTestDatabases();

const hour = 60 * 60 * 1_000;

const said = `
apiVersion: airworthy.dev/v1
kind: Scorecard
metadata: { name: said, title: Said }
spec:
  appliesTo: { kind: Component }
  levels: [{ id: L1, title: Fair }]
  checks:
    - id: fair
      title: It is fair
      level: L1
      category: Weather
      pass: weather.fair && tides.high
      message: It is not fair.
`;

describe.each(databases.ids)('CollectorOverview on %p', id => {
  async function portalOf(names: string[]) {
    const failing = new Map<string, string>();
    const asking = (namespace: string, property: string): Collector => ({
      namespace,
      schema: {
        type: 'object',
        properties: { [property]: { type: 'boolean' } },
      },
      timeToLive: { hours: 2 },
      collect: async requests =>
        requests.map(({ entity }) => {
          const error = failing.get(`${namespace}/${entity.metadata.name}`);
          return error
            ? new Error(error)
            : { value: { [property]: true }, problems: [] };
        }),
    });
    const budget = { host: 'forge.example', remaining: 7, limit: 60 };
    const knex = await databases.migrated(id);
    const portal = await createTestPortal({
      knex,
      entities: names.map(name => component(name)),
      scorecards: { 'said.yaml': said },
      collectors: [
        asking('weather', 'fair'),
        { ...asking('tides', 'high'), rateLimits: () => [budget] },
      ],
    });
    const read = async () => (await portal.overview.read(portal.user)).items;
    return { ...portal, knex, budget, failing, read };
  }

  it('has nothing to tell before anything is collected', async () => {
    const { read, budget } = await portalOf([]);
    const idle = {
      entities: 0,
      queueDepth: 0,
      lagSeconds: 0,
      failing: 0,
      stale: 0,
      errors: [],
    };
    expect(await read()).toEqual([
      { namespace: 'weather', ...idle, rateLimits: [] },
      { namespace: 'tides', ...idle, rateLimits: [budget] },
    ]);
  });

  it('counts what is due, and since when', async () => {
    const { settle, pass, read } = await portalOf(['a', 'b', 'c']);
    await settle();
    expect(await read()).toMatchObject([
      { entities: 3, queueDepth: 0, lagSeconds: 0, stale: 0 },
      { entities: 3, queueDepth: 0, lagSeconds: 0, stale: 0 },
    ]);
    // Half of the time to live until they are due, the other half until stale.
    pass(hour + 60_000);
    expect(await read()).toMatchObject([
      { queueDepth: 3, lagSeconds: 60, stale: 0 },
      { queueDepth: 3, lagSeconds: 60, stale: 0 },
    ]);
    pass(hour);
    expect(await read()).toMatchObject([
      { queueDepth: 3, lagSeconds: 3_660, stale: 3 },
      { queueDepth: 3, lagSeconds: 3_660, stale: 3 },
    ]);
  });

  it('counts from the wish, however far it overtakes others', async () => {
    const { settle, pass, read, service, user, reconciler, catalog } =
      await portalOf(['a', 'b']);
    await settle();
    await service.refresh('component:default/a', user);
    pass(5_000);
    expect(await read()).toMatchObject([
      { queueDepth: 1, lagSeconds: 5 },
      { queueDepth: 1, lagSeconds: 5 },
    ]);

    catalog.set(['a', 'b', 'new'].map(name => component(name)));
    await reconciler.reconcile(new AbortController().signal);
    pass(5_000);
    expect(await read()).toMatchObject([
      { entities: 2, queueDepth: 1, lagSeconds: 10 },
      { entities: 2, queueDepth: 1, lagSeconds: 10 },
    ]);
  });

  it('shows the latest failures, and when they are tried again', async () => {
    const { settle, pass, read, failing, clock } = await portalOf(['a', 'b']);
    failing.set('weather/a', 'fog');
    await settle();
    pass(hour);
    failing.set('weather/b', `storm ${'!'.repeat(5_000)}`);
    await settle();

    const [weather, tides] = await read();
    expect(tides).toMatchObject({ failing: 0, errors: [] });
    expect(weather.failing).toBe(2);
    // Both failed just now; the one that fails for longer waits longer.
    expect(weather.errors).toMatchObject([
      { entityRef: 'component:default/a', message: 'fog', attempts: 2 },
      { entityRef: 'component:default/b', attempts: 1 },
    ]);
    expect(weather.errors[1].message).toHaveLength(1_000);
    expect(
      weather.errors.map(
        ({ nextAttemptAt }) => Date.parse(nextAttemptAt) - clock.now.getTime(),
      ),
    ).toEqual([45_000, 22_500]);

    pass(60_000);
    failing.delete('weather/a');
    await settle();
    expect((await read())[0]).toMatchObject({
      failing: 1,
      errors: [{ entityRef: 'component:default/b' }],
    });
  });

  it('counts all failures, but names no entity that the caller may not read', async () => {
    const { settle, read, failing, catalog, ...portal } = await portalOf([
      'open',
      'secret',
    ]);
    failing.set('weather/open', 'fog').set('weather/secret', 'treasure');
    await settle();

    catalog.hide('component:default/secret');
    portal.decideConditionally();
    expect((await read())[0]).toMatchObject({
      entities: 2,
      failing: 2,
      errors: [{ entityRef: 'component:default/open' }],
    });
    expect(JSON.stringify(await read())).not.toMatch(/secret|treasure/);

    portal.denyAll();
    expect((await read())[0]).toMatchObject({ failing: 2, errors: [] });
  });

  it('takes two statements, and names twenty failures at most', async () => {
    const names = Array.from({ length: 30 }, (_, n) => `s${n}`);
    const { settle, read, failing, knex } = await portalOf(names);
    names.forEach(name => failing.set(`weather/${name}`, 'fog'));
    await settle();
    expect(await statementsOf(knex, read)).toHaveLength(2);
    const [weather] = await read();
    expect(weather.failing).toBe(30);
    expect(weather.errors).toHaveLength(20);
  });
});
