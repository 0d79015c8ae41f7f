import fc from 'fast-check';
import { allPairs, allRows } from './allPairs';

const sizes = fc.array(fc.integer({ min: 1, max: 5 }), {
  minLength: 1,
  maxLength: 7,
});

describe('allPairs', () => {
  it('has every pair of choices in a row', () => {
    fc.assert(
      fc.property(sizes, factors => {
        const rows = allPairs(factors);
        const has = (a: number, x: number, b: number, y: number) =>
          rows.some(row => row[a] === x && row[b] === y);
        for (let a = 0; a < factors.length; a++) {
          for (let b = 0; b < factors.length; b++) {
            if (a === b) continue;
            for (let x = 0; x < factors[a]; x++) {
              for (let y = 0; y < factors[b]; y++) {
                expect(has(a, x, b, y)).toBe(true);
              }
            }
          }
        }
      }),
    );
  });

  it('makes choices that there are, and each row once', () => {
    fc.assert(
      fc.property(sizes, factors => {
        const rows = allPairs(factors);
        for (const row of rows) {
          expect(row).toHaveLength(factors.length);
          row.forEach((choice, factor) => {
            expect(choice).toBeGreaterThanOrEqual(0);
            expect(choice).toBeLessThan(factors[factor]);
          });
        }
        expect(new Set(rows.map(String)).size).toBe(rows.length);
      }),
    );
  });

  it('never needs more rows than there are, and mostly far fewer', () => {
    fc.assert(
      fc.property(sizes, factors => {
        expect(allPairs(factors).length).toBeLessThanOrEqual(
          allRows(factors).length,
        );
      }),
    );
    expect(allRows([3, 3, 3, 3])).toHaveLength(81);
    expect(allPairs([3, 3, 3, 3]).length).toBeLessThan(14);
  });
});
