import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RequestExemptionRequest } from '@airworthy/backstage-plugin-readiness-common';
import { component, group } from '../__testUtils__/entities';
import {
  createTestDatabases,
  statementsOf,
} from '../__testUtils__/testDatabases';
import { basics, createTestPortal } from '../__testUtils__/testPortal';
import { Notifier } from './Notifier';

const databases = createTestDatabases();

const minute = 60_000;
const day = 24 * 60 * minute;
const ann = 'user:default/ann';
const bob = 'user:default/bob';
const { signal } = new AbortController();

describe.each(databases.ids)('notifications on %p', id => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'readiness-notices-'));
    await writeFile(join(folder, 'README.md'), '# One\n');
  });

  afterEach(() => rm(folder, { recursive: true }));

  async function setUp(options: { components?: number } = {}) {
    const knex = await databases.migrated(id);
    const names = ['one', 'two', 'three', 'four', 'five', 'six', 'seven'];
    const portal = await createTestPortal({
      knex,
      entities: [
        ...names
          .slice(0, options.components ?? 1)
          .map(name => component(name, { folder, title: `The ${name}` })),
        group('crew'),
        group('guests'),
      ],
      allowedFolders: [folder],
      scorecards: {
        'basics.yaml': basics.replace(
          'title: Basics',
          'title: Basics\n  owner: group:default/platform',
        ),
      },
    });
    const [asAnn, asBob] = await Promise.all([ann, bob].map(portal.callerAs));
    await portal.settle();
    const { exemptions, notifier, notified, clock, pass, settle } = portal;
    await notifier.run(signal);
    const request = (changes: Partial<RequestExemptionRequest> = {}) =>
      exemptions.request(asAnn, {
        scorecard: 'basics',
        check: 'has-readme',
        scope: 'entity',
        subjectRef: 'component:default/one',
        reason: 'It is retired in May.',
        expiresAt: new Date(clock.now.getTime() + 30 * day).toISOString(),
        ...changes,
      });
    /** What is told from now on, by several runs. */
    const news = async () => {
      const from = notified.length;
      await notifier.run(signal);
      await notifier.run(signal);
      return notified.slice(from);
    };
    /** The README is lost, and the facts are collected again. */
    const loseReadme = async (afterwards = 2 * minute) => {
      await rm(join(folder, 'README.md'));
      pass(60 * minute);
      await knex('facts').update({ due_at: clock.now.toISOString() });
      await settle();
      pass(afterwards);
    };
    return { ...portal, knex, asBob, request, news, loseReadme };
  }

  it('tell of a request who owns the scorecard, and of the decision whom it is about', async () => {
    const { request, news, exemptions, asBob } = await setUp();
    const { id: exemption } = await request();
    expect(await news()).toEqual([
      {
        recipients: {
          type: 'entity',
          entityRef: ['group:default/platform'],
          excludeEntityRef: ann,
        },
        payload: {
          title:
            'Exemption requested: “There is a README” for component:default/one',
          description: 'It is retired in May.',
          link: '/catalog/default/component/one/readiness?scorecard=basics&check=has-readme',
          topic: 'readiness',
          scope: expect.any(String),
        },
      },
    ]);

    await exemptions.act(asBob, exemption, {
      action: 'approve',
      note: 'Until May.',
    });
    const [approved, ...others] = await news();
    expect(others).toEqual([]);
    expect(approved).toMatchObject({
      recipients: {
        entityRef: ['component:default/one', ann],
        excludeEntityRef: bob,
      },
      payload: {
        title: expect.stringMatching('^Exemption approved: '),
        description: 'Until May.',
      },
    });
    await exemptions.act(asBob, exemption, { action: 'revoke' });
    expect(await news()).toMatchObject([
      { payload: { description: 'revoked by user:default/bob' } },
    ]);
  });

  it('lead to the page for an owner or a system', async () => {
    const { request, news } = await setUp();
    await request({ scope: 'owner', subjectRef: 'group:default/crew' });
    expect(await news()).toMatchObject([
      {
        payload: {
          link: '/readiness?scorecard=basics&owner=group%3Adefault%2Fcrew',
        },
      },
    ]);
  });

  it('warn seven days before an exemption ends, once', async () => {
    const { request, news, exemptions, asBob, pass, notifier, knex } =
      await setUp();
    const { id: lasting } = await request();
    await exemptions.act(asBob, lasting, { action: 'approve' });
    const short = await request({
      check: 'owner-exists',
      expiresAt: '2030-01-04T00:00:00.000Z',
    });
    await exemptions.act(asBob, short.id, { action: 'approve' });
    await news();

    pass(22 * day);
    expect(await news()).toEqual([]);
    pass(day);
    const [warning, ...others] = await news();
    expect(others).toEqual([]);
    expect(warning).toMatchObject({
      recipients: { entityRef: ['component:default/one', ann] },
      payload: {
        title: expect.stringMatching('^Exemption ends on 2030-01-31: '),
        description: expect.stringContaining('It is retired in May.'),
      },
    });
    pass(day);
    expect(await news()).toEqual([]);
    await notifier.run(signal);
    expect(await knex('notices').where('key', 'like', '%ending%')).toHaveLength(
      1,
    );
  });

  it('tell an owner of a lost level, with the cause and the way there', async () => {
    const { news, loseReadme } = await setUp();
    await loseReadme();
    expect(await news()).toMatchObject([
      {
        recipients: { entityRef: ['group:default/crew'] },
        payload: {
          title: 'The one has lost the level L2',
          description:
            'The one went from L2 to L1 of Basics, because it has changed. “There is a README” no longer holds.',
          link: '/catalog/default/component/one/readiness?scorecard=basics',
        },
      },
    ]);
  });

  it('tell an owner of many lost levels in one', async () => {
    const { news, loseReadme } = await setUp({ components: 7 });
    await loseReadme();
    const [told, ...others] = await news();
    expect(others).toEqual([]);
    expect(told.payload).toMatchObject({
      title: '7 of your entities have lost a level',
      description: expect.stringMatching(/ And 2 more\.$/),
      link: '/readiness?scorecard=basics&owner=group%3Adefault%2Fcrew',
    });
  });

  it('tell in one of what falls bit by bit', async () => {
    const { news, loseReadme, knex, pass, clock } = await setUp({
      components: 2,
    });
    await loseReadme(0);
    const moveAgain = (entity_ref: string) =>
      knex('report_changes')
        .where({ entity_ref, level: 'L1' })
        .update({ made_at: clock.now.toISOString() });
    pass(2 * minute);
    await moveAgain('component:default/two');
    expect(await news()).toEqual([]);
    pass(2 * minute);
    expect(await news()).toMatchObject([
      { payload: { title: '2 of your entities have lost a level' } },
    ]);
  });

  it('are held back for a quarter of an hour at most', async () => {
    const { news, loseReadme, knex, clock } = await setUp({
      components: 2,
    });
    await loseReadme(15 * minute);
    await knex('report_changes')
      .where({ entity_ref: 'component:default/two', level: 'L1' })
      .update({ made_at: clock.now.toISOString() });
    expect(await news()).toMatchObject([
      { payload: { title: 'The one has lost the level L2' } },
    ]);
  });

  it('say that it was the standard', async () => {
    const { news, scorecards, library, settle, pass } = await setUp();
    pass(minute);
    scorecards['basics.yaml'] += `    - id: described
      title: There is a description
      level: L1
      category: Documentation
      pass: catalog.description != ""
      message: There is none.
`;
    await library.reload(signal);
    await settle();
    pass(2 * minute);
    expect(await news()).toMatchObject([
      {
        payload: {
          description:
            'The one went from L2 to below the lowest level of Basics, because the standard has changed.',
        },
      },
    ]);
  });

  it('keep silent about a level that is back before long', async () => {
    const { news, loseReadme, settle, knex, clock, pass } = await setUp();
    await loseReadme(0);
    expect(await news()).toEqual([]);
    await writeFile(join(folder, 'README.md'), '# One\n');
    pass(1_000);
    await knex('facts').update({ due_at: clock.now.toISOString() });
    await settle();
    pass(2 * minute);
    expect(await news()).toEqual([]);
  });

  it('tell nothing of what was before them', async () => {
    const { knex, request, notified, pass, loseReadme, notifier } =
      await setUp();
    await request();
    await loseReadme();
    await knex('noticed').delete();
    pass(2 * day);
    await notifier.run(signal);
    expect(notified).toEqual([]);
  });

  it('are sent again where that failed, until they are given up', async () => {
    const { knex, request, pass, library, logger, clock } = await setUp();
    await request();
    const send = jest.fn().mockRejectedValue(new Error('status 404'));
    const failing = new Notifier({
      knex,
      library,
      notifications: { send },
      logger,
      now: () => clock.now,
    });
    await failing.run(signal);
    await failing.run(signal);
    expect(send).toHaveBeenCalledTimes(1);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('1 of 1 notifications could not be sent'),
    );
    for (let attempt = 0; attempt < 12; attempt += 1) {
      pass(130 * minute);
      await failing.run(signal);
    }
    expect(send).toHaveBeenCalledTimes(8);
    expect(await knex('notices')).toMatchObject([
      { attempts: 8, due_at: null, sent_at: null },
    ]);
  });

  it('stay on record for a while', async () => {
    const { knex, request, news, pass, notifier } = await setUp();
    await request();
    await news();
    expect(await knex('notices')).toHaveLength(1);
    pass(91 * day);
    await notifier.run(signal);
    expect(await knex('notices')).toHaveLength(0);
  });

  it('take as many statements to find out about seven levels as about one', async () => {
    const count = async (components: number) => {
      const { knex, notifier, loseReadme } = await setUp({ components });
      await loseReadme();
      return statementsOf(knex, () => notifier.run(signal));
    };
    const few = await count(1);
    await writeFile(join(folder, 'README.md'), '# One\n');
    expect(await count(7)).toHaveLength(few.length);
  });
});
