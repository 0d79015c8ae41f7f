import { hashOfFile } from '@airworthy/repo-facts';
import fc from 'fast-check';
import { RenderedFile, RenderedFiles } from '../render/RenderedFile';
import { MergedFiles, mergeFiles, OwnFile } from './mergeFiles';

type Texts = Record<string, string | Buffer>;

const file = (content: string | Buffer, executable = false): RenderedFile => ({
  content: Buffer.from(content as string),
  executable,
});

const filesOf = (texts: Texts): RenderedFiles =>
  new Map(
    Object.entries(texts).map(([path, content]) => [path, file(content)]),
  );

const stampOf = (files: RenderedFiles) =>
  Object.fromEntries(
    [...files].map(([path, { content }]) => [path, hashOfFile(content)]),
  );

function merge(
  base: Texts,
  next: Texts,
  own: Record<string, OwnFile>,
): MergedFiles {
  return mergeFiles({
    base: filesOf(base),
    next: filesOf(next),
    stamped: stampOf(filesOf(base)),
    own: path => own[path],
    label: 'node-service 1.4.0',
  });
}

/** What the owner has afterwards. */
function applied(own: Map<string, RenderedFile>, merged: MergedFiles) {
  const after = new Map([...own, ...merged.write]);
  for (const path of merged.remove) after.delete(path);
  return after;
}

const tell = ({ changes }: MergedFiles) =>
  changes.map(({ path, outcome, note }) =>
    [outcome, path, note].filter(Boolean).join(' '),
  );

describe('mergeFiles', () => {
  it.each<[string, string | undefined, string | undefined, OwnFile, string[]]>([
    ['is new', undefined, 'b', undefined, ['added f']],
    ['is as it was written', 'a', 'b', file('a'), ['updated f']],
    [
      'both changed',
      'a\n\n\nb\n',
      'a\n\n\nB\n',
      file('A\n\n\nb\n'),
      ['merged f'],
    ],
    [
      'both changed in one place',
      'a',
      'b',
      file('c'),
      ['conflicted f in one place'],
    ],
    ['both changed alike', 'a', 'b', file('b'), []],
    ['the owner alone changed', 'a', 'a', file('c'), []],
    ['nobody changed', 'a', 'a', file('a'), []],
    ['was dropped', 'a', undefined, file('a'), ['removed f']],
    [
      'was dropped, and the owner changed',
      'a',
      undefined,
      file('c'),
      ['kept f the template does not have it any more'],
    ],
    ['the owner deleted', 'a', 'a', undefined, []],
    [
      'the owner deleted and the template changed',
      'a',
      'b',
      undefined,
      ['kept f you deleted it'],
    ],
    ['both deleted', 'a', undefined, undefined, []],
    [
      'the owner had before the template',
      undefined,
      'b',
      file('c'),
      ['conflicted f in one place'],
    ],
    ['both made alike', undefined, 'b', file('b'), []],
    [
      'is no text',
      'a',
      'b\0',
      file('c\0'),
      ['conflicted f it is no text, and yours stands'],
    ],
    [
      'something else is in the place of',
      'a',
      'b',
      'obstacle',
      ['conflicted f a folder or a link of yours is in its place'],
    ],
  ])('a file that %s', (_, base, next, own, told) => {
    const texts = (content: string | undefined): Texts =>
      content === undefined ? {} : { f: content };
    expect(tell(merge(texts(base), texts(next), { f: own }))).toEqual(told);
  });

  it('writes what was merged, and marks what was not', () => {
    const { write } = merge(
      { a: '1\n2\n3\n', b: '1\n' },
      { a: '1\n2\nnew\n', b: 'new\n' },
      { a: file('own\n2\n3\n'), b: file('own\n') },
    );
    expect(String(write.get('a')?.content)).toBe('own\n2\nnew\n');
    expect(String(write.get('b')?.content)).toBe(
      '<<<<<<< yours\nown\n=======\nnew\n>>>>>>> node-service 1.4.0\n',
    );
  });

  it('goes by what was written then, if the template renders otherwise now', () => {
    const { changes } = mergeFiles({
      base: filesOf({ f: 'made on monday' }),
      next: filesOf({ f: 'made on tuesday' }),
      stamped: { f: hashOfFile('made on sunday') },
      own: () => file('made on sunday'),
      label: '',
    });
    expect(changes).toEqual([{ path: 'f', outcome: 'updated' }]);
  });

  it('changes the mode where the template did, and else leaves it', () => {
    const modes = (was: boolean, theirs: boolean, yours: boolean) =>
      mergeFiles({
        base: new Map([['f', file('a', was)]]),
        next: new Map([['f', file('b', theirs)]]),
        stamped: {},
        own: () => file('a', yours),
        label: '',
      }).write.get('f')?.executable;
    expect(modes(false, true, false)).toBe(true);
    expect(modes(true, false, true)).toBe(false);
    expect(modes(false, false, true)).toBe(true);
    expect(modes(true, true, false)).toBe(false);
  });

  describe('for any files', () => {
    const line = fc.constantFrom('a', 'b', 'c', 'd', '');
    const content = fc
      .array(line, { maxLength: 5 })
      .map(lines => lines.map(each => `${each}\n`).join(''));
    const path = fc.constantFrom('a', 'b', 'c/d', 'constructor', '__proto__');
    const tree = fc
      .uniqueArray(fc.tuple(path, content), { selector: ([at]) => at })
      .map(
        entries =>
          new Map(entries.map(([at, text]) => [at, file(text)] as const)),
      );
    const upgrade = (
      base: RenderedFiles,
      next: RenderedFiles,
      own: Map<string, RenderedFile>,
    ) =>
      mergeFiles({
        base,
        next,
        stamped: stampOf(base),
        own: at => own.get(at),
        label: 'new',
      });

    it('is as rendering anew where the owner changed nothing', () => {
      fc.assert(
        fc.property(tree, tree, (base, next) => {
          const merged = upgrade(base, next, base);
          expect(applied(base, merged)).toEqual(next);
          expect(
            merged.changes.every(({ outcome }) => outcome !== 'conflicted'),
          ).toBe(true);
        }),
      );
    });

    it('changes nothing where the template did not', () => {
      fc.assert(
        fc.property(tree, tree, (base, own) => {
          const { changes, write, remove } = upgrade(base, base, own);
          expect([changes, [...write], remove]).toEqual([[], [], []]);
        }),
      );
    });

    it('has nothing left to do when it is done', () => {
      fc.assert(
        fc.property(tree, tree, tree, (base, next, own) => {
          const after = applied(own, upgrade(base, next, own));
          expect(upgrade(next, next, after).changes).toEqual([]);
        }),
      );
    });

    it('keeps every file and line of the owner', () => {
      fc.assert(
        fc.property(tree, tree, tree, (base, next, own) => {
          const after = applied(own, upgrade(base, next, own));
          for (const [at, { content: mine }] of own) {
            const was = base.get(at)?.content;
            if (was?.equals(mine)) continue;
            const lines = String(after.get(at)?.content).split('\n');
            const known = new Set(String(was ?? '').split('\n'));
            const written = String(mine).split('\n');
            expect(lines).toEqual(
              expect.arrayContaining(written.filter(each => !known.has(each))),
            );
          }
        }),
      );
    });

    it('tells of files in one order, whatever the order they come in', () => {
      fc.assert(
        fc.property(tree, tree, tree, (base, next, own) => {
          const reversed = (files: RenderedFiles): RenderedFiles =>
            new Map([...files].reverse());
          expect(upgrade(reversed(base), reversed(next), own)).toEqual(
            upgrade(base, next, own),
          );
        }),
      );
    });
  });
});
