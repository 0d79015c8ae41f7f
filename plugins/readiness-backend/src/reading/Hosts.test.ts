import { mockServices } from '@backstage/backend-test-utils';
import { PostponedError } from '@airworthy/backstage-plugin-readiness-node';
import { Hosts } from './Hosts';

const start = Date.parse('2030-01-01T12:00:00.000Z');
const minute = 60_000;

function createHosts(random = () => 0) {
  const clock = { ms: start };
  const logger = mockServices.logger.mock();
  const hosts = new Hosts({
    logger,
    now: () => new Date(clock.ms),
    random,
  });
  return {
    hosts,
    logger,
    pass(ms: number) {
      clock.ms += ms;
    },
    /** Milliseconds that whoever asks is put off; 0 when it may ask. */
    waits(host: string): number {
      try {
        hosts.admit(host);
        return 0;
      } catch (error) {
        expect(error).toBeInstanceOf(PostponedError);
        return (error as PostponedError).until.getTime() - clock.ms;
      }
    },
    refuse: (said?: Parameters<Hosts['refused']>[1]) =>
      expect(() => hosts.refused('forge', said)).toThrow(PostponedError),
  };
}

describe('Hosts', () => {
  it('leaves a host alone for as long as it says, and no other', () => {
    const { refuse, waits, pass } = createHosts();
    refuse({ retryAt: start + 7 * minute });
    expect(waits('forge')).toBe(7 * minute);
    expect(waits('other')).toBe(0);
    pass(7 * minute);
    expect(waits('forge')).toBe(0);
  });

  it('waits for the reset of a budget that is spent, but not for ever', () => {
    const { refuse, waits, pass } = createHosts();
    refuse({ remaining: 0, resetsAt: start + 40 * minute });
    expect(waits('forge')).toBe(40 * minute);
    pass(40 * minute);
    refuse({ remaining: 0, resetsAt: start + 10_000 * minute });
    expect(waits('forge')).toBe(60 * minute);
  });

  it('waits longer each time for a host that does not say how long', () => {
    const { hosts, refuse, waits, pass } = createHosts();
    refuse();
    // Those that were on their way say nothing new.
    refuse();
    expect(waits('forge')).toBe(minute);
    pass(minute);
    refuse();
    expect(waits('forge')).toBe(2 * minute);
    pass(2 * minute);
    hosts.answered('forge');
    refuse();
    expect(waits('forge')).toBe(minute);
  });

  it('leaves a host alone that fails again and again, longer each time', () => {
    const { hosts, logger, waits, pass } = createHosts();
    const fail = (times: number) =>
      Array.from({ length: times }, () => hosts.failed('forge', 'a 500'));
    fail(4);
    expect(waits('forge')).toBe(0);
    fail(8);
    expect(waits('forge')).toBe(30_000);
    expect(() => hosts.admit('forge')).toThrow(
      'forge keeps failing (a 500) and is left alone for now',
    );
    expect(logger.warn).toHaveBeenCalledTimes(1);
    pass(30_000);
    expect(waits('forge')).toBe(0);
    fail(1);
    expect(waits('forge')).toBe(60_000);
    pass(60_000);
    hosts.answered('forge');
    fail(4);
    expect(waits('forge')).toBe(0);
  });

  it('makes the last tenth of a budget last until there is a new one', () => {
    const { hosts, waits, pass } = createHosts();
    const resetsAt = start + 60 * minute;
    const left = (remaining: number) =>
      hosts.answered('forge', { limit: 100, remaining, resetsAt });
    left(10);
    expect(waits('forge')).toBe(0);
    left(9);
    expect(waits('forge')).toBe(6 * minute);
    pass(6 * minute);
    expect(waits('forge')).toBe(0);
    left(0);
    expect(waits('forge')).toBe(54 * minute);
    pass(54 * minute);
    left(99);
    expect(waits('forge')).toBe(0);
  });

  it('has those who wait come back one after another', () => {
    const draws = [0, 0.5, 1];
    const { refuse, waits } = createHosts(() => draws.shift() ?? 0);
    refuse({ retryAt: start + minute });
    expect([waits('forge'), waits('forge')]).toEqual([65_000, 70_000]);
  });

  it('tells budgets as long as they stand', () => {
    const { hosts, refuse, pass } = createHosts();
    hosts.answered('silent');
    hosts.answered('other', {
      limit: 60,
      remaining: 59,
      resetsAt: start + minute,
    });
    refuse({ limit: 100, remaining: 0, resetsAt: start + 2 * minute });
    const forge = {
      host: 'forge',
      limit: 100,
      remaining: 0,
      resetsAt: '2030-01-01T12:02:00.000Z',
      pausedUntil: '2030-01-01T12:02:00.000Z',
    };
    expect(hosts.rateLimits()).toEqual([
      {
        host: 'other',
        limit: 60,
        remaining: 59,
        resetsAt: '2030-01-01T12:01:00.000Z',
      },
      forge,
    ]);
    pass(minute);
    expect(hosts.rateLimits()).toEqual([forge]);
    pass(minute);
    expect(hosts.rateLimits()).toEqual([]);
  });

  it('remembers a bounded number of hosts', () => {
    const { hosts, refuse, waits } = createHosts();
    refuse({ retryAt: start + minute });
    const other = (n: number) => hosts.failed(`${n}.example.com`, 'a 500');
    Array.from({ length: 999 }, (_, n) => other(n));
    expect(waits('forge')).toBe(minute);
    other(999);
    expect(waits('forge')).toBe(0);
  });
});
