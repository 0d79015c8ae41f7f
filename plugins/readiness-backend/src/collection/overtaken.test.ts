import { Collector } from '@airworthy/backstage-plugin-readiness-node';
import { Knex } from 'knex';
import { component } from '../__testUtils__/entities';
import { scripted } from '../__testUtils__/ScriptedCollector';
import { createTestDatabases } from '../__testUtils__/testDatabases';
import { createTestPortal } from '../__testUtils__/testPortal';

const databases = createTestDatabases();
const hour = 3_600_000;
const ref = 'component:default/one';

/** Answers what it was told when it was asked, however long that is ago. */
class SlowCollector implements Collector {
  readonly namespace = 'script';
  readonly schema = {
    type: 'object',
    properties: { good: { type: 'boolean' } },
  } as const;
  readonly timeToLive = { hours: 2 };
  good = true;
  meanwhile?: () => Promise<unknown>;

  async collect(requests: Parameters<Collector['collect']>[0]) {
    const { good, meanwhile } = this;
    this.meanwhile = undefined;
    await meanwhile?.();
    return requests.map(() => ({ value: { good }, problems: [] }));
  }
}

describe.each(databases.ids)('a replica that others overtook, on %p', id => {
  async function settledPortal() {
    const knex = await databases.migrated(id);
    const collector = new SlowCollector();
    const portal = await createTestPortal({
      knex,
      entities: [component('one', { spec: { owner: 'crew' } })],
      collectors: [collector],
      scorecards: { 'scripted.yaml': scripted },
      shards: 1,
    });
    await portal.settle();
    portal.pass(hour);
    return { knex, collector, portal };
  }

  /** What is on record, without what tells when. */
  async function historyOf(knex: Knex) {
    return {
      facts: await knex('fact_changes').orderBy('id').pluck('value'),
      reports: await knex('report_changes').orderBy('id').pluck('level'),
      results: await knex('result_changes').orderBy('id').pluck('to_status'),
      standing: await knex('reports').pluck('level'),
      fallen: await knex('daily_moves').where('fallen', '>', 0).pluck('times'),
    };
  }

  it('does not grade once more what was graded while it stood still', async () => {
    const { knex, collector, portal } = await settledPortal();
    const { telemetry } = portal;
    const evaluation = telemetry.evaluation.bind(telemetry);
    jest
      .spyOn(telemetry, 'evaluation')
      .mockImplementationOnce(async (entities, evaluate) => {
        portal.pass(60_000);
        await portal.settle();
        await evaluation(entities, evaluate);
      });

    collector.good = false;
    await portal.settle();

    expect(await historyOf(knex)).toEqual({
      facts: ['{"good":true}', '{"good":false}'],
      reports: ['L1', null],
      results: ['fail'],
      standing: [null],
      fallen: [1],
    });
  });

  it('does not bring back a grade that is no longer true', async () => {
    const { knex, collector, portal } = await settledPortal();
    const { telemetry } = portal;
    const evaluation = telemetry.evaluation.bind(telemetry);
    jest
      .spyOn(telemetry, 'evaluation')
      .mockImplementationOnce(async (entities, evaluate) => {
        collector.good = true;
        portal.pass(hour);
        await portal.settle();
        await evaluation(entities, evaluate);
      });

    collector.good = false;
    await portal.settle();

    expect((await historyOf(knex)).standing).toEqual(['L1']);
  });

  it('leaves alone what was removed while it stood still', async () => {
    const { knex, collector, portal } = await settledPortal();
    const { telemetry } = portal;
    const evaluation = telemetry.evaluation.bind(telemetry);
    jest
      .spyOn(telemetry, 'evaluation')
      .mockImplementationOnce(async (entities, evaluate) => {
        await knex('entities').where({ ref }).delete();
        await evaluation(entities, evaluate);
      });

    collector.good = false;
    await portal.settle();

    expect(await historyOf(knex)).toMatchObject({
      reports: ['L1'],
      standing: [],
    });
  });

  it('does not bring back facts that were collected again', async () => {
    const { knex, collector, portal } = await settledPortal();
    collector.good = false;
    collector.meanwhile = async () => {
      collector.good = true;
      portal.pass(60_000);
      await portal.settle();
    };
    await portal.settle();

    expect(await historyOf(knex)).toMatchObject({
      facts: ['{"good":true}'],
      reports: ['L1'],
      standing: ['L1'],
    });
  });
});
