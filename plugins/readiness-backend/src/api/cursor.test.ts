import fc from 'fast-check';
import { decodeCursor, encodeCursor } from './cursor';

describe('cursors', () => {
  it('come back as they were made', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (value, ref) => {
        fc.pre(!`${value}${ref}`.includes('\0'));
        const position = { value, ref };
        expect(decodeCursor('name', encodeCursor('name', position))).toEqual(
          position,
        );
      }),
    );
  });

  it('are refused when they are nonsense, for another order or of another type', () => {
    const byName = encodeCursor('name', { value: 'a', ref: 'b' });
    const wrongType = encodeCursor('score', { value: 'a', ref: 'b' });
    expect(() => decodeCursor('-name', byName)).toThrow(/^cursor: /);
    expect(() => decodeCursor('score', wrongType)).toThrow(/^cursor: /);
    for (const value of [1.5, 1e12, '1']) {
      const noRank = encodeCursor('level', { value, ref: 'b' });
      expect(() => decodeCursor('level', noRank)).toThrow(/^cursor: /);
    }
    const withNul = encodeCursor('name', { value: 'a\0', ref: 'b' });
    expect(() => decodeCursor('name', withNul)).toThrow(/^cursor: /);
    fc.assert(
      fc.property(fc.string(), text => {
        expect(() => decodeCursor('name', text)).toThrow(/^cursor: /);
      }),
    );
  });
});
