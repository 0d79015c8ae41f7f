import fc from 'fast-check';
import { retryDelay } from './retryDelay';

const options = { retryAfterMs: 1_000, retryAtMostMs: 60_000 };

describe('retryDelay', () => {
  it('doubles with each failure up to the limit', () => {
    const delays = [1, 2, 3, 7, 8, 1_000].map(failures =>
      retryDelay(failures, options, () => 0),
    );
    expect(delays).toEqual([1_000, 2_000, 4_000, 60_000, 60_000, 60_000]);
  });

  it('never is shorter than half of it, nor longer than the limit', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
        (failures, random) => {
          const delay = retryDelay(failures, options, () => random);
          expect(delay).toBeGreaterThanOrEqual(options.retryAfterMs / 2);
          expect(delay).toBeLessThanOrEqual(options.retryAtMostMs);
        },
      ),
    );
  });
});
