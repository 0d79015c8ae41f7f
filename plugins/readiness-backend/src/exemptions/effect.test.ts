import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Entity } from '@backstage/catalog-model';
import { RequestExemptionRequest } from '@airworthy/backstage-plugin-readiness-common';
import { component, group } from '../__testUtils__/entities';
import {
  createTestDatabases,
  statementsOf,
} from '../__testUtils__/testDatabases';
import { createTestPortal, statusesOf } from '../__testUtils__/testPortal';

const databases = createTestDatabases();

const minute = 60_000;
const ref = 'component:default/one';

describe.each(databases.ids)('what exemptions do on %p', id => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'readiness-effect-'));
  });

  afterAll(() => rm(folder, { recursive: true }));

  const one = (spec: Entity['spec'] = {}, etag = '1') =>
    component('one', { folder, etag, spec: { system: 'ledger', ...spec } });
  const others = () => [
    component('two', { folder }),
    component('ledger', { kind: 'System' }),
    group('crew'),
    group('guests'),
  ];

  async function setUp(more: Entity[] = []) {
    const knex = await databases.migrated(id);
    const portal = await createTestPortal({
      knex,
      entities: [one(), ...others(), ...more],
      allowedFolders: [folder],
    });
    const [asAnn, asBob] = await Promise.all(
      ['user:default/ann', 'user:default/bob'].map(portal.callerAs),
    );
    await portal.settle();
    const { exemptions, clock } = portal;

    /** An hour of grace for the missing README of the entity. */
    const grant = async (changes: Partial<RequestExemptionRequest> = {}) => {
      const requested = await exemptions.request(asAnn, {
        scorecard: 'basics',
        check: 'has-readme',
        scope: 'entity',
        subjectRef: ref,
        reason: 'It is retired in May.',
        expiresAt: new Date(clock.now.getTime() + 60 * minute).toISOString(),
        ...changes,
      });
      return exemptions.act(asBob, requested.id, { action: 'approve' });
    };
    const resultOf = async (check = 'has-readme') => {
      const { reports } = await portal.service.readEntity(ref, portal.user);
      return reports[0].results.find(result => result.check === check)!;
    };
    const levelOf = async () =>
      (await portal.service.readEntity(ref, portal.user)).reports[0].level;
    return { ...portal, knex, asBob, grant, resultOf, levelOf };
  }

  it('excuse a result, say so, and lift the level', async () => {
    const { settle, grant, resultOf, levelOf, clock, pass } = await setUp();
    expect((await resultOf()).status).toBe('fail');
    expect(await levelOf()).toBe('L1');

    pass(minute);
    const { id: exemption, expiresAt } = await grant({
      link: 'https://tickets.example.com/7',
    });
    await settle();

    expect(await resultOf()).toMatchObject({
      status: 'exempt',
      excused: 'fail',
      excuse: {
        id: exemption,
        reason: 'It is retired in May.',
        grantedBy: 'user:default/bob',
        link: 'https://tickets.example.com/7',
        expiresAt,
      },
    });
    expect(await levelOf()).toBe('L2');
    expect(clock.now.toISOString() < expiresAt!).toBe(true);
  });

  it('end by themselves, at their time and without anybody', async () => {
    const { settle, grant, resultOf, levelOf, pass, service, user } =
      await setUp();
    await grant();
    await settle();
    pass(59 * minute);
    await settle();
    expect((await resultOf()).status).toBe('exempt');

    pass(minute);
    expect((await service.readEntity(ref, user)).pending).toBe(true);
    await settle();
    expect(await resultOf()).toMatchObject({ status: 'fail' });
    expect((await resultOf()).excuse).toBeUndefined();
    expect(await levelOf()).toBe('L1');
    expect((await service.readEntity(ref, user)).pending).toBe(false);
  });

  it('wait for the decision, end when revoked, and hold again when restored', async () => {
    const { settle, grant, resultOf, exemptions, asBob, pass } = await setUp();
    const { id: exemption } = await grant();
    await settle();
    for (const [action, status] of [
      ['revoke', 'fail'],
      ['restore', 'exempt'],
    ] as const) {
      pass(minute);
      await exemptions.act(asBob, exemption, { action });
      await settle();
      expect((await resultOf()).status).toBe(status);
    }
  });

  it('count for all that an owner has itself, and for nothing else', async () => {
    const { settle, grant, resultOf, catalog, pass } = await setUp([
      group('below', 'crew'),
      component('three', { folder, spec: { owner: 'below' } }),
    ]);
    await grant({ scope: 'owner', subjectRef: 'group:default/crew' });
    await settle();
    expect((await resultOf()).status).toBe('exempt');

    // With another owner it ends, and begins again with the old one.
    for (const [owner, status] of [
      ['guests', 'fail'],
      ['crew', 'exempt'],
      ['below', 'fail'],
    ]) {
      pass(2 * minute);
      catalog.set([one({ owner }, owner), ...others(), group('below', 'crew')]);
      await settle();
      expect((await resultOf()).status).toBe(status);
    }
  });

  it('count for all of a system', async () => {
    const portal = await setUp();
    const { settle, grant, resultOf, catalog, pass } = portal;
    await grant({ scope: 'system', subjectRef: 'system:default/ledger' });
    await settle();
    expect((await resultOf()).status).toBe('exempt');
    expect(await statusesOf(portal, 'component:default/two')).toMatchObject({
      'has-readme': 'fail',
    });
    pass(2 * minute);
    catalog.set([one({ system: 'other' }, '2'), ...others()]);
    await settle();
    expect((await resultOf()).status).toBe('fail');
  });

  it('count for each check of a scorecard where they name none', async () => {
    const { settle, grant, resultOf, catalog, pass } = await setUp();
    await grant({ check: undefined });
    pass(2 * minute);
    catalog.set([one({ owner: 'nobody' }, '2'), ...others()]);
    await settle();
    expect((await resultOf()).status).toBe('exempt');
    expect((await resultOf('owner-exists')).status).toBe('exempt');
  });

  it('give way to another one that lasts', async () => {
    const { settle, grant, resultOf, clock, pass } = await setUp();
    await grant();
    const lasting = await grant({
      check: undefined,
      expiresAt: new Date(clock.now.getTime() + 120 * minute).toISOString(),
    });
    await settle();
    pass(61 * minute);
    await settle();
    expect((await resultOf()).excuse?.id).toBe(lasting.id);
  });

  it('write nothing again while nothing happens', async () => {
    const { settle, grant, knex, pass } = await setUp();
    await grant();
    await settle();
    const changes = await knex('report_changes').count();
    pass(minute);
    await settle();
    await knex('entities').update({ evaluation_due: 'now' });
    const written = (await statementsOf(knex, settle)).filter(sql =>
      /insert into (reports|results|result_changes|report_changes)/.test(sql),
    );
    expect(written).toEqual([]);
    expect(await knex('report_changes').count()).toEqual(changes);
  });

  it('make all of an owner due in the same few statements', async () => {
    const count = async (entities: Entity[]) => {
      const { knex, exemptions, asBob, grant } = await setUp(entities);
      const { id: exemption } = await grant({
        scope: 'owner',
        subjectRef: 'group:default/crew',
      });
      return statementsOf(knex, () =>
        exemptions.act(asBob, exemption, { action: 'revoke' }),
      );
    };
    const few = await count([]);
    const many = await count(
      Array.from({ length: 40 }, (_, n) => component(`c${n}`, { folder })),
    );
    expect(many).toHaveLength(few.length);
    // As evaluations lock them: otherwise each may wait for the other.
    const update = few.findIndex(sql => /^update .entities./.test(sql));
    expect(few[update - 1]).toMatch(/from .entities. .* order by .ref. asc/);
  });
});
