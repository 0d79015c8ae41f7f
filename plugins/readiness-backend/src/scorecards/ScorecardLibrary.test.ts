import { Knex } from 'knex';
import { component } from '../__testUtils__/entities';
import { createTestDatabases } from '../__testUtils__/testDatabases';
import { basics, createTestPortal } from '../__testUtils__/testPortal';

const databases = createTestDatabases();
const signal = new AbortController().signal;

/** The same standard with three mistakes: a level, a fact and an expression. */
const broken = basics
  .replace('level: L1', 'level: L9')
  .replace('catalog.owner.exists', 'catalog.owner.exits')
  .replace('repo.docs.readme.size() > 0', 'repo.docs.readme.size( > 0');

describe.each(databases.ids)('ScorecardLibrary on %p', id => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.migrated(id);
  });

  it('reports three mistakes at three places and serves the old results', async () => {
    const portal = await createTestPortal({
      knex,
      entities: [component('one')],
    });
    await portal.settle();
    const before = await portal.service.readEntity(
      'component:default/one',
      portal.user,
    );

    portal.scorecards['basics.yaml'] = broken;
    await portal.library.reload(signal);
    await portal.settle();

    const { items, problems } = portal.service.listScorecards();
    expect(items.map(({ name }) => name)).toEqual(['basics']);
    const lines = broken.split('\n');
    expect(problems.length).toBe(3);
    expect(
      problems.map(({ source, line, column }) => [
        source,
        lines[line - 1].trim().split(':')[0],
        column > 1,
      ]),
    ).toEqual([
      ['basics.yaml', 'level', true],
      ['basics.yaml', 'pass', true],
      ['basics.yaml', 'pass', true],
    ]);
    expect(portal.logger.error).toHaveBeenCalledTimes(3);
    expect(portal.logger.error).toHaveBeenCalledWith(
      expect.stringMatching(/basics\.yaml:\d+:\d+: /),
    );
    expect(
      await portal.service.readEntity('component:default/one', portal.user),
    ).toEqual(before);
  });

  it('does not log the same mistakes with each reload', async () => {
    const portal = await createTestPortal({ knex, entities: [] });
    portal.scorecards['basics.yaml'] = broken;
    await portal.library.reload(signal);
    await portal.library.reload(signal);
    expect(portal.logger.error).toHaveBeenCalledTimes(3);
  });

  it('keeps the last good revision over a restart', async () => {
    const portal = await createTestPortal({ knex, entities: [] });
    const [good] = portal.library.scorecards();

    portal.scorecards['basics.yaml'] = broken;
    const restarted = await portal.createLibrary();

    expect(restarted.find('basics')?.revision).toBe(good.revision);
    expect(restarted.problems().length).toBe(3);
  });

  it('has nothing in force, and says why, when there never was a good revision', async () => {
    const portal = await createTestPortal({
      knex,
      entities: [],
      scorecards: { 'basics.yaml': broken },
    });
    expect(portal.service.listScorecards()).toMatchObject({ items: [] });
    expect(portal.library.problems().length).toBe(3);
  });

  it('puts a revision on record when it is new, not when it is read again', async () => {
    const portal = await createTestPortal({ knex, entities: [] });
    await portal.library.reload(signal);
    expect((await knex('scorecard_revisions')).length).toBe(1);

    portal.scorecards['basics.yaml'] = basics.replace('weight: 3', 'weight: 4');
    await portal.library.reload(signal);
    await portal.library.reload(signal);

    expect(await knex('scorecard_revisions').orderBy('id')).toMatchObject([
      { name: 'basics', document: basics },
      { name: 'basics', document: portal.scorecards['basics.yaml'] },
    ]);
  });

  it('takes the first of two scorecards with one name', async () => {
    const portal = await createTestPortal({
      knex,
      entities: [],
      scorecards: { 'a.yaml': basics, 'b.yaml': basics },
    });
    expect(portal.library.scorecards().length).toBe(1);
    expect(portal.library.problems()).toEqual([
      {
        source: 'b.yaml',
        line: 1,
        column: 1,
        message: 'There already is a scorecard named basics',
      },
    ]);
  });
});
