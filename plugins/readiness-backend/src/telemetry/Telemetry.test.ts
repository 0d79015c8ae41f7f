import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { tracingServiceMock } from '@backstage/backend-test-utils/alpha';
import { Collector } from '@airworthy/backstage-plugin-readiness-node';
import { component } from '../__testUtils__/entities';
import { RecordedMetrics } from '../__testUtils__/RecordedMetrics';
import { startReadiness } from '../__testUtils__/testBackend';
import {
  createTestDatabases,
  statementsOf,
} from '../__testUtils__/testDatabases';
import { createTestPortal } from '../__testUtils__/testPortal';
import { collectorStates } from '../store/facts/collectorStates';

const databases = createTestDatabases();

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
      pass: weather.fair
      message: It is not fair.
`;

const weather: Collector = {
  namespace: 'weather',
  schema: { type: 'object', properties: { fair: { type: 'boolean' } } },
  timeToLive: { hours: 2 },
  collect: async requests =>
    requests.map(({ entity }) =>
      entity.metadata.name === 'foggy'
        ? new Error(`fog ${'!'.repeat(1_000)}`)
        : { value: { fair: true }, problems: [] },
    ),
};

const hour = 60 * 60 * 1_000;

it('traces what the scheduler runs', async () => {
  const tracing = tracingServiceMock.mock();
  const { settle } = await startReadiness({
    entities: [component('fair')],
    features: [tracing.factory],
  });
  await settle();
  const names = tracing.startActiveSpan.mock.calls.map(([name]) => name);
  expect(names).toEqual(
    expect.arrayContaining(['readiness.reconcile', 'readiness.shard']),
  );
});

describe.each(databases.ids)('Telemetry on %p', id => {
  async function portalOf(names: string[]) {
    const metrics = new RecordedMetrics();
    const knex = await databases.migrated(id);
    const portal = await createTestPortal({
      knex,
      metrics,
      entities: names.map(name => component(name)),
      scorecards: { 'said.yaml': said },
      collectors: [weather],
      shards: 1,
    });
    portal.telemetry.queues(['weather'], () =>
      collectorStates(knex, portal.clock.now),
    );
    const push = (name: string) =>
      portal.telemetry.push(() =>
        portal.receiver.receive(
          {
            facts: [
              {
                entityRef: `component:default/${name}`,
                namespace: 'coverage',
                value: { percent: 80 },
              },
            ],
          },
          portal.user,
        ),
      );
    return { ...portal, knex, metrics, push };
  }

  it('measures what docs/metrics.md names, and nothing else', async () => {
    const { settle, push, metrics, telemetry } = await portalOf([
      'fair',
      'foggy',
    ]);
    await settle();
    telemetry.forgeRequest('github', 'read');
    await push('fair');
    await expect(push('gone')).rejects.toThrow('component:default/gone');

    const text = await readFile(
      resolve(__dirname, '../../../../docs/metrics.md'),
      'utf8',
    );
    const documented = [
      ...text.matchAll(/^\| `(readiness\.[^`]+)` +\| \w+ +\| ([^|]*)\|/gm),
    ].map(([, name, attributes]) => [
      name,
      [...attributes.matchAll(/`(\w+)`/g)].map(([, key]) => key),
    ]);
    const measured = [...(await metrics.read())].map(([name, points]) => [
      name,
      [...new Set(points.flatMap(each => Object.keys(each.attributes)))].sort(),
    ]);
    expect(measured.sort()).toEqual(documented.sort());
  });

  it('counts collections and evaluations by what they came to', async () => {
    const { settle, pass, metrics } = await portalOf(['a', 'b', 'foggy']);
    await settle();
    pass(1.5 * hour);
    await settle();

    const collected = (outcome: string) =>
      metrics.count('readiness.collections', { namespace: 'weather', outcome });
    expect(['changed', 'unchanged', 'failed'].map(collected)).toEqual([
      2, 2, 2,
    ]);
    expect(metrics.count('readiness.evaluations', { outcome: 'failed' })).toBe(
      0,
    );
    expect(
      metrics.count('readiness.evaluations', { outcome: 'done' }),
    ).toBeGreaterThanOrEqual(3);
    expect(
      metrics.count('readiness.report.changes', { scorecard: 'said' }),
    ).toBe(3);
  });

  it('counts pushes, those that are refused too', async () => {
    const { settle, push, metrics } = await portalOf(['fair']);
    await settle();
    await push('fair');
    await push('fair');
    await expect(push('gone')).rejects.toThrow('component:default/gone');
    const counted = (name: string, outcome: string) =>
      metrics.count(name, { outcome });
    expect(counted('readiness.pushes', 'taken')).toBe(2);
    expect(counted('readiness.pushes', 'refused')).toBe(1);
    expect(counted('readiness.pushed.facts', 'changed')).toBe(1);
    expect(counted('readiness.pushed.facts', 'unchanged')).toBe(1);
  });

  it('tells how the queues stand, by one statement', async () => {
    const { settle, pass, metrics, knex } = await portalOf(['fair', 'foggy']);
    await settle();
    pass(hour + 60_000);

    expect(await statementsOf(knex, () => metrics.read())).toHaveLength(1);
    const read = await metrics.read();
    const gauge = (name: string) => read.get(name);
    const attributes = { namespace: 'weather' };
    expect(gauge('readiness.queue.depth')).toEqual([{ value: 2, attributes }]);
    expect(gauge('readiness.queue.lag')).toEqual([
      // The one that failed was due again after seconds.
      { value: 3_637.5, attributes },
    ]);
    expect(gauge('readiness.facts.failing')).toEqual([
      { value: 1, attributes },
    ]);
    expect(gauge('readiness.facts.stale')).toEqual([{ value: 0, attributes }]);
  });

  it('traces runs and batches, and what failed in them', async () => {
    const { settle, tracing } = await portalOf(['fair', 'foggy']);
    await settle();

    const spans = tracing.startActiveSpan.mock.calls.map(
      ([name, options], index) => ({
        name,
        attributes: {
          ...('attributes' in options ? options.attributes : {}),
          ...Object.fromEntries(tracing.spans[index].setAttribute.mock.calls),
        },
        status: tracing.spans[index].setStatus.mock.calls[0]?.[0],
      }),
    );
    expect(spans.filter(({ name }) => name === 'readiness.shard')).toEqual([
      { name: 'readiness.shard', attributes: { 'readiness.shard': 0 } },
    ]);
    expect(spans.filter(({ name }) => name === 'readiness.collect')).toEqual([
      {
        name: 'readiness.collect',
        attributes: {
          'readiness.namespace': 'weather',
          'readiness.entities': 2,
          'readiness.changed': 1,
          'readiness.unchanged': 0,
          'readiness.failed': 1,
        },
        status: {
          code: 'error',
          message: `fog ${'!'.repeat(196)}`,
        },
      },
    ]);
    // First the facts are planned, then the entities are graded.
    expect(
      spans
        .filter(({ name }) => name === 'readiness.evaluate')
        .map(({ attributes }) => attributes),
    ).toEqual([
      {
        'readiness.entities': 2,
        'readiness.changed': 0,
        'readiness.failed': 0,
      },
      {
        'readiness.entities': 2,
        'readiness.changed': 2,
        'readiness.failed': 0,
      },
    ]);
  });
});
