import { mockServices } from '@backstage/backend-test-utils';
import { ConflictError } from '@backstage/errors';
import { Knex } from 'knex';
import { createTestDatabases } from '../__testUtils__/testDatabases';
import { component } from '../__testUtils__/entities';
import { basics, createTestPortal } from '../__testUtils__/testPortal';
import { Replica } from './Replica';
import { ReplicaWatch } from './ReplicaWatch';

const databases = createTestDatabases();
const deadAfterMs = 20_000;
const ever = new AbortController().signal;

/** Settles as soon as a task is told to stop. */
const untilStopped = (signal: AbortSignal) =>
  new Promise<void>((_, reject) => {
    if (signal.aborted) {
      reject(signal.reason);
    }
    signal.addEventListener('abort', () => reject(signal.reason));
  });

describe.each(databases.ids)('replicas on %p', id => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.migrated(id);
  });

  async function joined(standards = 'same', dead = deadAfterMs) {
    const replica = new Replica({ knex, deadAfterMs: dead });
    await replica.hold(standards);
    return replica;
  }

  function watch() {
    const clock = { ms: 0 };
    const scheduler = mockServices.scheduler.mock();
    const logger = mockServices.logger.mock();
    const options = { knex, scheduler, logger, deadAfterMs };
    const watched = new ReplicaWatch({ ...options, elapsed: () => clock.ms });
    return { scheduler, logger, clock, look: () => watched.look() };
  }

  /** Begins a task and answers when it is at work. */
  async function atWork(replica: Replica, task: string) {
    let begun = () => {};
    const beginning = new Promise<void>(resolve => {
      begun = resolve;
    });
    const work = replica.guard(task, async signal => {
      begun();
      await untilStopped(signal);
    });
    const run = Promise.resolve(work(ever));
    run.catch(() => {});
    await beginning;
    return { run };
  }

  describe('of which one dies', () => {
    it('free the tasks that it was at, and no others', async () => {
      const dead = await joined();
      const living = await joined();
      await dead.guard('done', async () => {})(ever);
      await atWork(dead, 'half-done');
      await atWork(living, 'going-on');
      const { scheduler, look, clock, logger } = watch();

      await look();
      clock.ms += deadAfterMs - 1;
      await living.beat();
      await look();
      expect(scheduler.cancelTask).not.toHaveBeenCalled();
      clock.ms += 1;
      await look();
      await look();

      expect(scheduler.cancelTask.mock.calls).toEqual([['half-done']]);
      expect(logger.warn).toHaveBeenCalledWith(
        expect.stringContaining('half-done'),
      );
      expect(await knex('replicas').pluck('id')).toEqual([living.id]);
    });

    it('free its tasks once, however many see it', async () => {
      await atWork(await joined(), 'half-done');
      const watches = [watch(), watch()];
      for (const ms of [0, deadAfterMs]) {
        await Promise.all(
          watches.map(({ clock, look }) => {
            clock.ms = ms;
            return look();
          }),
        );
      }
      expect(
        watches.flatMap(({ scheduler }) => scheduler.cancelTask.mock.calls),
      ).toEqual([['half-done']]);
    });

    it('are content when its task was free already', async () => {
      await atWork(await joined(), 'half-done');
      const { scheduler, clock, look } = watch();
      scheduler.cancelTask.mockRejectedValue(new ConflictError('not running'));
      await look();
      clock.ms = deadAfterMs;
      await look();
      expect(await knex('replicas')).toEqual([]);
    });
  });

  it('stop what they do when they cannot show that they live', async () => {
    const replica = await joined('same', 40);
    const { run } = await atWork(replica, 'collect');
    await expect(run).rejects.toThrow('could not show that it lives');
  });

  it('stop what they do when others took them for dead, and come back as they were', async () => {
    const replica = await joined('old');
    const other = await joined('new');
    const { run } = await atWork(replica, 'collect');
    await knex('replicas').where({ id: replica.id }).delete();

    await replica.beat();

    await expect(run).rejects.toThrow('took this replica for dead');
    expect((await knex('replicas')).length).toBe(2);
    expect(await replica.decidesWith('old')).toBe(false);
    expect(await other.decidesWith('new')).toBe(true);
  });

  it('stop quietly and leave nothing behind when they shut down', async () => {
    const replica = await joined();
    const { run } = await atWork(replica, 'collect');

    await replica.leave();

    await expect(run).resolves.toBeUndefined();
    expect(await knex('replicas')).toEqual([]);
    expect(await knex('running_tasks')).toEqual([
      { task_id: 'collect', replica: null },
    ]);
    const late = jest.fn();
    await replica.guard('collect', late)(ever);
    await replica.beat();
    expect(late).not.toHaveBeenCalled();
    expect(await knex('replicas')).toEqual([]);
  });

  it('pass on that the scheduler stops a task, and that it failed', async () => {
    const replica = await joined();
    await expect(
      replica.guard('collect', untilStopped)(AbortSignal.timeout(1)),
    ).rejects.toThrow('timeout');
    expect(await knex('running_tasks')).toEqual([
      { task_id: 'collect', replica: null },
    ]);
  });

  describe('with different standards', () => {
    const stricter = basics.replace(
      'catalog.owner.exists',
      'catalog.owner.exists && catalog.title != ""',
    );

    /** Two processes on one database, each with scorecards of its own. */
    async function twoPortals() {
      const entities = [component('one'), component('two')];
      const portal = (text: string) =>
        createTestPortal({ knex, entities, scorecards: { 'b.yaml': text } });
      const old = await portal(basics);
      await old.settle();
      return { old, portal };
    }

    const revisions = async () => [
      ...new Set(await knex('reports').pluck('revision')),
    ];

    it('grade by those that were activated last, and never back', async () => {
      const { old, portal } = await twoPortals();
      const [before] = await revisions();
      const other = await portal(stricter);

      await old.settle();
      expect(await revisions()).toEqual([before]);
      await other.settle();
      const [after] = await revisions();
      expect(after).not.toBe(before);
      const changes = (await knex('result_changes')).length;
      old.pass(60_000);
      await old.settle();
      await other.settle();

      expect(await revisions()).toEqual([after]);
      expect((await knex('result_changes')).length).toBe(changes);
    });

    it('leave changed facts to those that decide', async () => {
      const { old, portal } = await twoPortals();
      const other = await portal(stricter);
      await knex('entities').update({ evaluation_due: 'now' });

      await old.settle();
      expect(await knex('entities').whereNull('evaluation_due')).toEqual([]);
      await other.settle();

      expect(await knex('entities').whereNotNull('evaluation_due')).toEqual([]);
    });

    it('roll back when the older ones are started again', async () => {
      const { portal } = await twoPortals();
      const [before] = await revisions();
      await (await portal(stricter)).settle();

      const again = await portal(basics);
      await again.settle();

      expect(await revisions()).toEqual([before]);
    });

    it('grade by the older ones when nobody holds the newer any more', async () => {
      const { old, portal } = await twoPortals();
      const [before] = await revisions();
      const other = await portal(stricter);
      await other.settle();

      await other.replica.leave();
      await old.settle();

      expect(await revisions()).toEqual([before]);
    });

    it('follow the replica that reads changed scorecards first', async () => {
      const { old, portal } = await twoPortals();
      const other = await portal(basics);
      other.scorecards['b.yaml'] = stricter;
      await other.library.reload(ever);
      await other.settle();
      const [after] = await revisions();

      await old.settle();
      expect(await revisions()).toEqual([after]);
      old.scorecards['b.yaml'] = stricter;
      await old.library.reload(ever);
      expect(await old.replica.decidesWith(old.library.standards().hash)).toBe(
        true,
      );
    });

    it('do not grade back and forth about the day that it is', async () => {
      const dated = basics.replace(
        'catalog.owner.exists',
        'catalog.owner.exists && now > timestamp("2000-01-01T00:00:00Z")',
      );
      const { portal } = await twoPortals();
      const behind = await portal(dated);
      const ahead = await portal(dated);
      await behind.settle();
      const madeAt = () => knex('entities').pluck('evaluated_at');
      const today = await madeAt();

      ahead.pass(24 * 3_600_000);
      await ahead.settle();
      const tomorrow = await madeAt();
      expect(tomorrow).not.toEqual(today);
      await behind.settle();

      expect(await madeAt()).toEqual(tomorrow);
    });

    it('do not begin anew when one with the same is started', async () => {
      const { old, portal } = await twoPortals();
      const { hash } = old.library.standards();
      await portal(basics);
      expect(await old.replica.decidesWith(hash)).toBe(true);
    });
  });
});
