import { mockCredentials } from '@backstage/backend-test-utils';
import { component } from '../__testUtils__/entities';
import { createTestDatabases } from '../__testUtils__/testDatabases';
import { createTestPortal } from '../__testUtils__/testPortal';

const databases = createTestDatabases();

async function setUp() {
  const portal = await createTestPortal({
    knex: await databases.migrated('SQLITE_3'),
    entities: [component('one'), component('two')],
  });
  portal.catalog.hide('component:default/one');
  return portal;
}

describe('ReadableEntities', () => {
  it('asks the catalog nothing where no condition applies', async () => {
    const { readable, catalog, denyAll, user } = await setUp();
    expect(await readable.of(user)).toBe('all');
    expect(await readable.among(['component:default/one'], user)).toBe('all');
    denyAll();
    expect(await readable.of(user)).toEqual(new Set());
    expect(await readable.among(['component:default/one'], user)).toEqual(
      new Set(),
    );
    expect(await readable.find('component:default/one', user)).toBeUndefined();
    expect(catalog.calls).toEqual([]);
  });

  it('asks the catalog as the caller, and remembers it for some seconds', async () => {
    const { readable, catalog, decideConditionally, pass, user } =
      await setUp();
    decideConditionally();

    expect(await readable.of(user)).toEqual(new Set(['component:default/two']));
    catalog.hide();
    expect(await readable.of(user)).toEqual(new Set(['component:default/two']));
    expect(catalog.calls).toEqual(['queryEntities']);

    pass(10_001);
    expect(await readable.of(user)).toEqual(
      new Set(['component:default/one', 'component:default/two']),
    );
  });

  it('never gives one caller what was answered to another', async () => {
    const { readable, decideConditionally, user } = await setUp();
    decideConditionally();
    const service = mockCredentials.service('plugin:other');

    expect(await readable.of(service)).toEqual(
      new Set(['component:default/one', 'component:default/two']),
    );
    expect(await readable.of(user)).toEqual(new Set(['component:default/two']));
  });

  it('asks again after a failure', async () => {
    const { readable, catalog, decideConditionally, user } = await setUp();
    decideConditionally();
    catalog.failure = new Error('away');
    await expect(readable.of(user)).rejects.toThrow('away');
    catalog.failure = undefined;
    expect(await readable.of(user)).toEqual(new Set(['component:default/two']));
  });
});
