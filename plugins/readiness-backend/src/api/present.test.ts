import { createMockDirectory } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { component } from '../__testUtils__/entities';
import { createTestDatabases } from '../__testUtils__/testDatabases';
import { createTestPortal } from '../__testUtils__/testPortal';

const databases = createTestDatabases();
const directory = createMockDirectory();

const scorecard = `
apiVersion: airworthy.dev/v1
kind: Scorecard
metadata: { name: ready, title: Ready }
spec:
  appliesTo: { kind: Component }
  levels: [{ id: L1, title: Good }]
  checks:
    - id: rehearsed
      title: It was rehearsed
      level: L1
      category: People
      attestation: { withinDays: 30 }
      message: It was not.
    - id: covered
      title: Tests reach the code
      level: L1
      category: Tests
      pass: coverage.percent >= 80
      message: They do not.
`;

describe.each(databases.ids)('a report on %p', id => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.migrated(id);
  });

  async function awaitedOf(folder?: string) {
    const portal = await createTestPortal({
      knex,
      entities: [component('one', { folder })],
      allowedFolders: [directory.path],
      scorecards: { 'ready.yaml': scorecard },
    });
    await portal.settle();
    const { reports } = await portal.service.readEntity(
      'component:default/one',
      portal.user,
    );
    return reports[0].results.map(({ check, status, awaits }) => [
      check,
      status,
      awaits,
    ]);
  }

  it('tells what unknown checks wait for: people, or facts', async () => {
    directory.setContent({ 'README.md': '# One' });
    expect(await awaitedOf(directory.path)).toEqual([
      ['rehearsed', 'unknown', ['attestation']],
      ['covered', 'unknown', ['coverage.percent']],
    ]);
  });

  it('is made again when it was made before that was told', async () => {
    await awaitedOf();
    await knex('results').update({ awaits: null });
    await knex('entities').update({ evaluated_with: 'an older evaluation' });
    expect(await awaitedOf()).toContainEqual([
      'covered',
      'unknown',
      ['coverage.percent'],
    ]);
  });

  it('sends nobody to attest what may be attested in files that were not read', async () => {
    expect(await awaitedOf()).toEqual([
      ['rehearsed', 'unknown', ['repo.attestations.entries']],
      ['covered', 'unknown', ['coverage.percent']],
    ]);
  });
});
