import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Knex } from 'knex';
import {
  Collection,
  ReplicaProcess,
} from '../__testUtils__/replicas/ReplicaProcess';
import { createTestDatabases } from '../__testUtils__/testDatabases';

const postgres = 'POSTGRES_18';
const databases = createTestDatabases();
const shards = 4;

const standard = `
apiVersion: airworthy.dev/v1
kind: Scorecard
metadata: { name: slow, title: Slow }
spec:
  appliesTo: { kind: Component }
  levels: [{ id: L1, title: Good }]
  checks:
    - id: good
      title: It is good
      level: L1
      category: Slow
      pass: slow.good
      message: It is not good.
`;

/** Awaits a condition; the test's own time limit bounds it. */
async function until(condition: () => Promise<boolean> | boolean) {
  while (!(await condition())) {
    await setTimeout(50);
  }
}

/** Pairs of collections of one entity that went on at the same time. */
function overlapsOf(replicas: ReplicaProcess[]): [Collection, Collection][] {
  const all = replicas
    .flatMap(({ collections }) => collections)
    .sort((a, b) => (a.begun < b.begun ? -1 : 1));
  return all.flatMap((first, index) =>
    all
      .slice(index + 1)
      .filter(
        ({ entity, begun }) =>
          entity === first.entity &&
          (first.ended === undefined || begun < first.ended),
      )
      .map((second): [Collection, Collection] => [first, second]),
  );
}

// Processes cannot share SQLite in memory. Jest alone, without PostgreSQL, says
// that these are skipped; for `npm test`, which brings one, that is a failure.
const describeOnPostgres = databases.ids.flat().includes(postgres)
  ? describe
  : describe.skip;

describeOnPostgres('processes on one PostgreSQL', () => {
  jest.setTimeout(180_000);
  let folder: string;
  let knex: Knex;
  let replicas: ReplicaProcess[];
  let shown: number;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'replicas-'));
    await writeFile(join(folder, 'slow.yaml'), standard);
    knex = await databases.empty(postgres);
    replicas = [];
    shown = 0;
  });

  afterEach(async () => {
    await Promise.all(replicas.map(replica => replica.kill()));
    await rm(folder, { recursive: true });
  });

  async function start(): Promise<ReplicaProcess> {
    const { host, port, user, password, database } =
      knex.client.config.connection;
    const replica = new ReplicaProcess({
      app: { baseUrl: 'http://127.0.0.1:1' },
      backend: {
        baseUrl: 'http://127.0.0.1:1',
        listen: { host: '127.0.0.1', port: 0 },
        database: {
          client: 'pg',
          pluginDivisionMode: 'schema',
          connection: { host, port, user, password, database },
        },
      },
      readiness: {
        shards,
        scorecards: [{ file: join(folder, 'slow.yaml') }],
        catalog: { pollFrequency: { milliseconds: 200 } },
        collection: { frequency: { milliseconds: 200 }, batchSize: 1 },
        replicas: { deadAfter: { seconds: 6 } },
      },
    });
    replicas.push(replica);
    replica.show(shown);
    await replica.ready;
    return replica;
  }

  /** Starts the first alone: Backstage's own tables are made by one at a time. */
  async function startAll(number: number): Promise<ReplicaProcess[]> {
    const first = await start();
    const others = Array.from({ length: number - 1 }, start);
    return [first, ...(await Promise.all(others))];
  }

  const tables = () => knex.withSchema('readiness');

  /** Brings more entities into the catalog. */
  function bring(entities: number): void {
    shown += entities;
    replicas.forEach(replica => replica.show(shown));
  }

  /** Whether all entities are graded by facts of their own, and nothing is due. */
  async function allGraded(): Promise<boolean> {
    const graded = await tables()
      .from('entities')
      .join('reports', 'reports.entity_ref', 'entities.ref')
      .whereNull('entities.evaluation_due')
      .where('reports.level', 'L1');
    return graded.length === shown;
  }

  /** Brings entities until each of some processes has collected one, and all are graded. */
  async function shareWork(workers: ReplicaProcess[]): Promise<void> {
    while (workers.some(({ collections }) => collections.length === 0)) {
      bring(8);
      await until(allGraded);
    }
  }

  const collectionsOf = () =>
    replicas.flatMap(({ collections }) => collections);

  /** Entities that were collected to the end more than once. */
  function collectedAgain(): string[] {
    const ended = collectionsOf()
      .filter(({ outcome }) => outcome === 'ended')
      .map(({ entity }) => entity);
    return ended.filter((entity, index) => ended.indexOf(entity) !== index);
  }

  it('share the work, and one goes on with what the other was killed at', async () => {
    const two = await startAll(2);
    await shareWork(two);

    bring(40);
    await until(() => two.some(({ open }) => open.length > 0));
    const victim = two.find(({ open }) => open.length > 0)!;
    await victim.kill();
    const lost = victim.collections.filter(c => c.outcome === 'killed');
    expect(lost.length).toBeGreaterThan(0);
    await until(allGraded);

    expect(overlapsOf(two)).toEqual([]);
    const [survivor] = two.filter(replica => replica !== victim);
    const taken = survivor.collections.map(({ entity }) => entity);
    expect(taken).toEqual(
      expect.arrayContaining(lost.map(({ entity }) => entity)),
    );
    // At most what it had collected and not written down yet.
    expect(collectedAgain().length).toBeLessThanOrEqual(shards);
    expect(new Set(collectionsOf().map(({ entity }) => entity)).size).toBe(
      shown,
    );
  });

  it('restart one after the other and collect nothing that is not due', async () => {
    const three = await startAll(3);
    await shareWork(three);
    expect(overlapsOf(replicas)).toEqual([]);
    expect(collectedAgain()).toEqual([]);
    const recorded = async () => ({
      facts: await tables().from('facts').orderBy('entity_ref'),
      entities: await tables()
        .from('entities')
        .orderBy('ref')
        .select('ref', 'evaluated_at', 'missing_since'),
      reportChanges: await tables().from('report_changes'),
      revisions: await tables().from('scorecard_revisions'),
    });
    const before = await recorded();
    const collections = collectionsOf().length;

    for (const replica of three) {
      await start();
      expect(await replica.stop()).toBe(0);
    }

    // Nothing but what is new has to be done.
    expect(collectionsOf().length).toBe(collections);
    expect(await recorded()).toEqual(before);
    bring(1);
    await until(allGraded);
    expect(collectionsOf().length).toBe(collections + 1);

    // In the middle of their work they hand over what they were at.
    bring(20);
    const working = () => replicas.find(({ open }) => open.length > 0);
    await until(() => working() !== undefined);
    const leaving = working()!;
    expect(await leaving.stop()).toBe(0);
    expect(leaving.open).toEqual([]);
    await until(allGraded);
    expect(overlapsOf(replicas)).toEqual([]);
    expect(collectedAgain().length).toBeLessThanOrEqual(shards);
  });
});
