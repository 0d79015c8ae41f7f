import { Knex } from 'knex';
import { component } from '../__testUtils__/entities';
import { createTestDatabases } from '../__testUtils__/testDatabases';
import { createTestPortal } from '../__testUtils__/testPortal';

const databases = createTestDatabases();

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

  it('tells which unknown checks wait for people', async () => {
    const portal = await createTestPortal({
      knex,
      entities: [component('one')],
      scorecards: { 'ready.yaml': scorecard },
    });
    await portal.settle();
    const { reports } = await portal.service.readEntity(
      'component:default/one',
      portal.user,
    );
    expect(
      reports[0].results.map(({ check, status, awaits }) => [
        check,
        status,
        awaits,
      ]),
    ).toEqual([
      ['rehearsed', 'unknown', ['attestation']],
      ['covered', 'unknown', undefined],
    ]);
  });
});
