import { Collector } from '@airworthy/backstage-plugin-readiness-node';
import { DueFacts } from '../store/dueFacts';
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
  value: null,
  problems: '[]',
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
});
