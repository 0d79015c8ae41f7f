import { compileScorecard } from '@airworthy/backstage-plugin-readiness-common';
import { builtInFactSchemas } from '@airworthy/backstage-plugin-readiness-node';
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

/** A standard that uses a check of another one. */
const ours = `
apiVersion: airworthy.dev/v1
kind: Scorecard
metadata: { name: ours, title: Ours }
spec:
  appliesTo: { kind: Component }
  levels: [{ id: L1, title: Owned }]
  checks: [{ use: basics/owner-exists, level: L1 }]
`;

const origin = compileScorecard({
  text: basics,
  source: 'basics.yaml',
  schemas: builtInFactSchemas,
}).scorecard!;

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

  it('compiles any revision again from the record', async () => {
    const portal = await createTestPortal({ knex, entities: [] });
    const [first] = portal.library.scorecards();
    portal.scorecards['basics.yaml'] = basics.replace('weight: 3', 'weight: 4');
    await portal.library.reload(signal);

    const found = await portal.library.findRevision('basics', first.revision);
    expect(found?.document).toEqual(first.document);
    await expect(
      portal.library.findRevision('basics', 'another'),
    ).resolves.toBeUndefined();
  });

  it('keeps what it uses of another scorecard, whatever becomes of that', async () => {
    const scorecards = { 'ours.yaml': ours };
    const options = { knex, entities: [], scorecards };
    const portal = await createTestPortal({ ...options, builtIn: [origin] });
    const [good] = portal.library.scorecards();
    expect(good.checks).toMatchObject([{ id: 'owner-exists' }]);

    const restarted = await createTestPortal(options);
    expect(restarted.library.problems()).toMatchObject([
      { message: expect.stringContaining('no scorecard "basics"') },
    ]);
    expect(restarted.library.find('ours')?.document).toEqual(good.document);
  });

  it('reads revisions of before they were kept whole, and makes them whole', async () => {
    const scorecards = { 'ours.yaml': ours };
    const options = { knex, entities: [], scorecards };
    const { library } = await createTestPortal({
      ...options,
      builtIn: [origin],
    });
    const { revision } = library.find('ours')!;
    await knex('scorecard_revisions').update({ resolved: null });

    const other = await createTestPortal({ ...options, builtIn: [] });
    await expect(other.library.findRevision('ours', revision)).rejects.toThrow(
      /cannot be read any more: There is no scorecard "basics"/,
    );

    const upgraded = await createTestPortal({ ...options, builtIn: [origin] });
    const rows = await knex('scorecard_revisions').orderBy('id');
    expect(rows.map(row => [row.revision, row.resolved !== null])).toEqual([
      [revision, false],
      [revision, true],
    ]);
    await upgraded.library.reload(signal);
    expect((await knex('scorecard_revisions')).length).toBe(2);
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
