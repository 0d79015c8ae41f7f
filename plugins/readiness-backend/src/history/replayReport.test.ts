import { Report } from '@airworthy/backstage-plugin-readiness-common';
import {
  CollectedFacts,
  Collector,
} from '@airworthy/backstage-plugin-readiness-node';
import fc from 'fast-check';
import { Knex } from 'knex';
import { component } from '../__testUtils__/entities';
import {
  createTestDatabases,
  statementsOf,
} from '../__testUtils__/testDatabases';
import { createTestPortal } from '../__testUtils__/testPortal';

const databases = createTestDatabases();
const minute = 60_000;
const ref = 'component:default/one';

/** A collector that answers what the test puts into it. */
class ScriptedCollector implements Collector {
  readonly namespace = 'script';
  readonly schema = {
    type: 'object',
    properties: {
      good: { type: 'boolean' },
      size: { type: 'number' },
      names: { type: 'array', items: { type: 'string' } },
    },
  } as const;
  readonly timeToLive = { hours: 2 };
  answer: CollectedFacts | Error = { value: { good: true }, problems: [] };

  async collect(requests: unknown[]) {
    return requests.map(() => this.answer);
  }
}

/** The standard in one of its revisions. */
const standard = (revision: number) => `
apiVersion: airworthy.dev/v1
kind: Scorecard
metadata: { name: standard, title: Standard ${revision} }
spec:
  appliesTo: { kind: ${revision === 3 ? 'System' : 'Component'} }
  levels: [{ id: L1, title: Good }, { id: L2, title: Covered }]
  checks:
    - id: good
      title: It is good
      level: ${revision === 2 ? 'L2' : 'L1'}
      category: Script
      pass: script.good
      evidence: script.names
      message: It is not good.
    - id: small
      title: It is small
      level: L1
      category: Script
      weight: ${revision + 1}
      when: script.names.size() > 0
      pass: script.size < ${10 - revision * 3}.0 || script.good
      message: It is large.
    - id: covered
      title: It is covered
      level: L2
      category: Tests
      pass: coverage.percent > 50
      message: It is not covered.
    ${
      revision === 1
        ? ''
        : `- id: in-time
      title: There is time left
      level: L2
      category: Time
      pass: now < timestamp("2030-01-02T12:00:00Z")
      message: It is too late.`
    }
`;

type Step = (lab: Lab) => unknown;
type Lab = Awaited<ReturnType<typeof createLab>>;

async function createLab(knex: Knex) {
  const collector = new ScriptedCollector();
  const all = [component('one'), component('other')];
  const portal = await createTestPortal({
    knex,
    entities: all,
    collectors: [collector],
    scorecards: { 'standard.yaml': standard(0) },
    shards: 1,
  });
  const [ann, bob] = await Promise.all(
    ['user:default/ann', 'user:default/bob'].map(portal.callerAs),
  );
  /** Checks for which one was requested: there is one at a time. */
  const excused = new Set<string | undefined>();
  return { ...portal, collector, all, ann, bob, excused };
}

const observe = fc
  .record(
    {
      good: fc.boolean(),
      size: fc.integer({ min: 0, max: 12 }),
      names: fc.array(fc.string({ maxLength: 3 }), { maxLength: 2 }),
    },
    { requiredKeys: [] },
  )
  .chain(value =>
    fc.constantFrom([], ['script.good'], ['script']).map((unknown): Step => {
      const problems = unknown.map(fact => ({ fact, reason: `No ${fact}.` }));
      return lab => {
        lab.collector.answer = { value, problems };
        return lab.service.refresh(ref, lab.user);
      };
    }),
  );

const fail = fc.constantFrom('The forge is down', 'odd \0').map(
  (message): Step =>
    lab => {
      lab.collector.answer = new Error(message);
      return lab.service.refresh(ref, lab.user);
    },
);

const push = fc.integer({ min: 0, max: 100 }).map(
  (percent): Step =>
    lab =>
      lab.receiver.receive(
        {
          facts: [
            { entityRef: ref, namespace: 'coverage', value: { percent } },
          ],
        },
        lab.user,
      ),
);

const wait = fc.constantFrom(5, 50, 130, 60 * 30).map(
  (minutes): Step =>
    lab =>
      lab.pass(minutes * minute),
);

const rule = fc.integer({ min: 0, max: 3 }).map(
  (revision): Step =>
    async lab => {
      lab.scorecards['standard.yaml'] = standard(revision);
      await lab.library.reload(new AbortController().signal);
    },
);

const excuse = fc
  .record({
    check: fc.constantFrom('good', 'covered', undefined),
    minutes: fc.constantFrom(4, 100, 4_000),
    isRevoked: fc.boolean(),
  })
  .map(
    ({ check, minutes, isRevoked }): Step =>
      async lab => {
        const { ann, bob, exemptions, clock } = lab;
        if (!lab.library.find('standard') || lab.excused.has(check)) return;
        lab.excused.add(check);
        const { id } = await exemptions.request(ann, {
          scorecard: 'standard',
          check,
          scope: 'entity',
          subjectRef: ref,
          reason: 'It is retired in May.',
          expiresAt: new Date(
            clock.now.getTime() + minutes * minute,
          ).toISOString(),
        });
        await exemptions.act(bob, id, { action: 'approve' });
        if (isRevoked) {
          await lab.settle();
          lab.pass(minute);
          await exemptions.act(bob, id, { action: 'revoke' });
        }
      },
  );

/** The entity vanishes, and is let go or not, and comes back. */
const vanish = fc.boolean().map(
  (forGood): Step =>
    async lab => {
      lab.catalog.set(lab.all.slice(1));
      await lab.settle();
      if (forGood) {
        lab.pass(2 * minute);
        await lab.settle();
      }
      lab.catalog.set(lab.all);
    },
);

/** A report without when its facts were observed: that goes on while nothing changes. */
function comparable(report: Report | undefined) {
  return (
    report && {
      ...report,
      results: report.results.map(({ observedAt, ...result }) => result),
    }
  );
}

describe.each(databases.ids)('the replay of past reports on %p', id => {
  it('gives what the portal gave then, whatever has happened since', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.oneof(observe, observe, fail, push, wait, rule, excuse, vanish),
          {
            minLength: 1,
            maxLength: 12,
          },
        ),
        async steps => {
          const lab = await createLab(await databases.migrated(id));
          const given: { at: string; report: Report | undefined }[] = [];
          for (const step of [() => undefined, ...steps]) {
            lab.pass(minute);
            await step(lab);
            await lab.settle();
            const { reports } = await lab.service.readEntity(ref, lab.user);
            given.push({ at: lab.clock.now.toISOString(), report: reports[0] });
          }
          lab.pass(24 * 60 * minute);
          for (const { at, report } of given) {
            const replayed = await lab.service
              .replay(ref, { scorecard: 'standard', at }, lab.user)
              .then(
                answer => answer.report,
                error => {
                  expect(error.name).toBe('NotFoundError');
                  return undefined;
                },
              );
            expect(comparable(replayed)).toEqual(comparable(report));
          }
        },
      ),
      { numRuns: id === 'SQLITE_3' ? 20 : 4 },
    );
  });

  describe('of a report that has changed', () => {
    let lab: Lab;
    let knex: Knex;
    let at: string;
    const replay = (moment = at) =>
      lab.service.replay(ref, { scorecard: 'standard', at: moment }, lab.user);

    beforeEach(async () => {
      knex = await databases.migrated(id);
      lab = await createLab(knex);
      await lab.settle();
      at = lab.clock.now.toISOString();
      lab.pass(minute);
      lab.collector.answer = { value: { good: false }, problems: [] };
      await lab.service.refresh(ref, lab.user);
      await lab.settle();
    });

    it('says when it was made, and by which revision', async () => {
      const { revision } = lab.library.scorecards()[0];
      await expect(replay()).resolves.toMatchObject({
        madeAt: at,
        revision,
        report: { results: [{ status: 'pass' }, {}, {}, {}] },
      });
      const now = lab.clock.now.toISOString();
      await expect(replay('2999-01-01T00:00:00.000Z')).resolves.toMatchObject({
        madeAt: now,
        report: { results: [{ status: 'fail' }, {}, {}, {}] },
      });
    });

    it('takes the same few statements, however long the history is', async () => {
      expect((await statementsOf(knex, replay)).length).toBe(2);
      lab.scorecards['standard.yaml'] = standard(1);
      await lab.library.reload(new AbortController().signal);
      await lab.settle();
      expect((await statementsOf(knex, replay)).length).toBe(3);
    });

    it('is refused for the time before, and to those who may not read it', async () => {
      await expect(replay('2029-12-31T00:00:00.000Z')).rejects.toThrow(
        'There is no report on component:default/one by standard on record for 2029-12-31',
      );
      lab.denyAll();
      await expect(replay()).rejects.toThrow(`There is no entity ${ref}`);
    });

    it('says what is missing when it cannot be made again', async () => {
      await knex('report_changes').update({ score: 99 });
      await expect(replay()).rejects.toThrow(
        `The report of ${at} cannot be made again: from the same facts it would be another today`,
      );
      await knex('fact_changes').delete();
      await expect(replay()).rejects.toMatchObject({
        name: 'ConflictError',
        message: `The report of ${at} cannot be made again: its script facts are not on record any more`,
      });
    });

    it('says that the facts have another shape today', async () => {
      const { revision } = lab.library.scorecards()[0];
      const later = await createTestPortal({
        knex,
        entities: lab.all,
        scorecards: {},
        collectors: [],
      });
      await expect(
        later.service.replay(ref, { scorecard: 'standard', at }, later.user),
      ).rejects.toMatchObject({
        name: 'ConflictError',
        message: expect.stringMatching(
          `The revision ${revision} of the scorecard standard cannot be read any more: .*Unknown namespace "script"`,
        ),
      });
    });
  });
});
