import {
  Collector,
  PostponedError,
} from '@airworthy/backstage-plugin-readiness-node';
import { DueFacts } from '../store/facts/dueFacts';
import { judgeCollected } from './judgeCollected';

const collector: Collector = {
  namespace: 'scripted',
  schema: { type: 'object', properties: {} },
  timeToLive: { hours: 1 },
  collect: async () => [],
};

const row = (name: string): DueFacts => ({
  entity_ref: `component:default/${name}`,
  namespace: 'scripted',
  entity: '{}',
  content_hash: null,
  collector_hash: null,
  revision: null,
  observed_at: null,
  expires_at: null,
  due_at: '2030-01-01T00:00:00.000Z',
  failures: 0,
  failed_at: null,
  error: null,
});

describe('judgeCollected', () => {
  it('has what came together come together again, at a moment of its own', () => {
    const draws = [0, 1];
    const judge = () =>
      judgeCollected(
        collector,
        [row('one'), row('two')],
        [
          { value: {}, problems: [] },
          { value: {}, problems: [] },
        ],
        {
          retryAfterMs: 1_000,
          retryAtMostMs: 1_000,
          timeToLive: { hours: 1 },
          now: new Date('2030-01-01T00:00:00Z'),
          random: () => draws.shift() ?? NaN,
        },
      ).changed.map(({ due_at }) => due_at);

    const earlier = '2030-01-01T00:24:00.000Z';
    const later = '2030-01-01T00:36:00.000Z';
    expect(judge()).toEqual([earlier, earlier]);
    expect(judge()).toEqual([later, later]);
  });

  describe('of what is put off', () => {
    const postpone = (of: Partial<DueFacts>, until: string) => {
      const judged = judgeCollected(
        collector,
        [{ ...row('one'), ...of }],
        [new PostponedError('the forge is busy', new Date(until))],
        {
          retryAfterMs: 1_000,
          retryAtMostMs: 1_000,
          timeToLive: { hours: 1 },
          now: new Date('2030-01-01T00:00:00Z'),
          random: () => 0,
        },
      );
      expect(judged.failed).toEqual([]);
      return { ...judged.postponed[0], evaluate: judged.evaluate };
    };
    const fresh = {
      content_hash: 'abc',
      expires_at: '2030-01-01T00:30:00.000Z',
    };

    it('keeps facts as they are while they are fresh', () => {
      expect(postpone(fresh, '2030-01-01T00:20:00Z')).toMatchObject({
        due_at: '2030-01-01T00:20:00.000Z',
        error: null,
        failures: 0,
        evaluate: [],
      });
    });

    it('looks again when they become stale, to say why', () => {
      expect(postpone(fresh, '2030-01-01T00:50:00Z').due_at).toBe(
        fresh.expires_at,
      );
      const stale = { ...fresh, expires_at: '2030-01-01T00:00:00.000Z' };
      expect(postpone(stale, '2030-01-01T00:50:00Z')).toMatchObject({
        due_at: '2030-01-01T00:50:00.000Z',
        error: 'the forge is busy',
        evaluate: ['component:default/one'],
      });
    });

    it('lets what went wrong before say why nothing is known', () => {
      const lost = { error: 'there is no such repository', failures: 3 };
      expect(postpone(lost, '2030-01-01T00:20:00Z')).toMatchObject(lost);
    });

    it('says why nothing is known, unless it is looked at next', () => {
      const toldWhy = { error: 'the forge is busy', failures: 1 };
      expect(postpone({}, '2030-01-01T00:20:00Z')).toMatchObject(toldWhy);
      expect(postpone({}, '2030-01-01T00:00:00Z')).toMatchObject({
        error: null,
        failures: 0,
      });
    });
  });
});
