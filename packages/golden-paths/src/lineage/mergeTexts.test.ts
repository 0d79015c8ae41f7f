import fc from 'fast-check';
import { mergeTexts } from './mergeTexts';

const labels = { yours: 'yours', theirs: 'node-service 1.4.0' };

const merge = (base: string, yours: string, theirs: string) =>
  mergeTexts({ base, yours, theirs, labels });

// Few different lines, so that they move, repeat and meet.
const text = fc
  .array(fc.constantFrom('a', 'b', 'c', '', '}', 'constructor', 'd\r'), {
    maxLength: 12,
  })
  .chain(lines =>
    fc
      .boolean()
      .map(ends => lines.join('\n') + (ends && lines.length > 0 ? '\n' : '')),
  );

const linesOf = (of: string) => of.split('\n').filter(line => line !== '');

describe('mergeTexts', () => {
  it('keeps what both sides changed in different places', () => {
    expect(
      merge('1\n2\n3\n4\n5\n', 'mine\n2\n3\n4\n5\n', '1\n2\n3\n4\ntheirs\n'),
    ).toEqual({ text: 'mine\n2\n3\n4\ntheirs\n', conflicts: 0 });
  });

  it('marks what both changed in the same place, as git does', () => {
    expect(
      merge('1\n2\n3\n', '1\nmine\nsame\n3\n', '1\ntheirs\nsame\n3\n'),
    ).toEqual({
      text: `1
<<<<<<< yours
mine
=======
theirs
>>>>>>> node-service 1.4.0
same
3
`,
      conflicts: 1,
    });
  });

  it('begins each mark on a line of its own', () => {
    expect(merge('1', 'mine', 'theirs').text).toBe(
      '<<<<<<< yours\nmine\n=======\ntheirs\n>>>>>>> node-service 1.4.0\n',
    );
  });

  it('marks all of a text that takes too long to compare', () => {
    const alike = 'x\n'.repeat(15_000);
    const { text: merged, conflicts } = merge(
      alike,
      `a\n${alike}`,
      `${alike}b`,
    );
    expect(conflicts).toBe(1);
    expect(merged).toContain(`<<<<<<< yours\na\n${alike}=======\n${alike}b\n`);
  });

  it('takes the side that changed when the other did not', () => {
    fc.assert(
      fc.property(text, text, (base, changed) => {
        expect(merge(base, changed, base)).toEqual({
          text: changed,
          conflicts: 0,
        });
        expect(merge(base, base, changed)).toEqual({
          text: changed,
          conflicts: 0,
        });
        expect(merge(base, changed, changed)).toEqual({
          text: changed,
          conflicts: 0,
        });
      }),
    );
  });

  it('loses no line that a side wrote, and invents none', () => {
    fc.assert(
      fc.property(text, text, text, (base, yours, theirs) => {
        const { text: merged, conflicts } = merge(base, yours, theirs);
        const lines = linesOf(merged);
        const were = new Set(linesOf(base));
        const written = [yours, theirs].flatMap(linesOf);
        expect(lines).toEqual(
          expect.arrayContaining(written.filter(line => !were.has(line))),
        );
        const known = new Set(
          [base, yours, theirs].flatMap(linesOf).concat('======='),
        );
        const unknown = lines.filter(line => !known.has(line));
        expect(unknown.every(line => /^(<{7}|>{7}) /.test(line))).toBe(true);
        expect(unknown).toHaveLength(2 * conflicts);
      }),
    );
  });

  it('does not mind which side is whose, but for the order in conflicts', () => {
    fc.assert(
      fc.property(text, text, text, (base, yours, theirs) => {
        const one = merge(base, yours, theirs);
        const other = merge(base, theirs, yours);
        expect(one.conflicts).toBe(other.conflicts);
        expect(one.text === other.text || one.conflicts > 0).toBe(true);
      }),
    );
  });
});
