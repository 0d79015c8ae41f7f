import fc from 'fast-check';
import { folderOf, inFolder } from '../src/analyzers/files/paths';
import { mutate, mutation } from './mutations';
import { Files } from './openContext';
import { SeedFile, SeedTree } from './seeds';

type PathTrick = (path: string, other: string) => string;

const pathTricks: Record<string, PathTrick> = {
  parent: path => `../${path}`,
  absolute: path => `/${path}`,
  detour: path => `a/../${path}`,
  dots: path => `./${path}`,
  backslash: path => path.replaceAll('/', '\\'),
  nul: path => `${path}\0.md`,
  long: path => `${'a'.repeat(4_000)}/${path}`,
  deep: path => `${'a/'.repeat(1_000)}${path}`,
  upperCase: path => path.toUpperCase(),
  lowerCase: path => path.toLowerCase(),
  prototype: path => `__proto__/${path}`,
  inherited: path => `constructor/${path}`,
  nameless: path => inFolder(folderOf(path), '__proto__'),
  newline: path => `a\nb/${path}`,
  pattern: path => `{a,**}/[!b]*(c/${path}`,
  unicode: path => `\u202e😀\ud800/${path}`,
  folderAsFile: path => `${path}/${path}`,
  ofAnother: (_, other) => other,
};

/** Trees made of honest ones, with some of their files changed. */
export function hostileTrees(
  trees: SeedTree[],
  read: SeedFile[],
): fc.Arbitrary<Files> {
  const edit = fc.record({
    file: fc.nat(0xff),
    mutations: fc.array(mutation, { minLength: 1, maxLength: 4 }),
    splice: fc.option(fc.constantFrom(...read), { freq: 6 }),
    path: fc.option(fc.constantFrom(...Object.keys(pathTricks)), { freq: 6 }),
    bytes: fc.option(fc.uint8Array({ maxLength: 40 }), { freq: 50 }),
  });
  return fc
    .tuple(
      fc.constantFrom(...trees),
      fc.option(fc.constantFrom(...read), { freq: 3 }),
      fc.array(edit, { minLength: 1, maxLength: 3 }),
    )
    .map(([seed, extra, edits]) => {
      const files = [...seed, ...(extra ? [extra] : [])].map(
        ({ path, text }): Files[number] => [path, text],
      );
      for (const { file, mutations, splice, path, bytes } of edits) {
        const target = files[file % files.length];
        const text = String(target[1]);
        target[1] = mutate(spliced(text, splice?.text), mutations);
        if (path) {
          target[0] = pathTricks[path](target[0], splice?.path ?? 'README.md');
        }
        if (bytes) {
          target[1] = Buffer.concat([Buffer.from(target[1]), bytes]);
        }
      }
      return files;
    });
}

/** Files of the largest size that is read, full of the same thing. */
export function largeFiles(read: SeedFile[]): fc.Arbitrary<Files> {
  const size = 1024 * 1024;
  return fc
    .record({
      file: fc.constantFrom(...read),
      mutations: fc.array(mutation, { maxLength: 1 }),
      at: fc.nat(0xffff),
      length: fc.oneof(
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 2_000 }),
      ),
      lines: fc.boolean(),
      // Some analyzers read no more of some files.
      size: fc.constantFrom(size, size / 2, size / 4),
    })
    .map(({ file, mutations, at, length, lines, ...limit }) => {
      const text = mutate(file.text, mutations).slice(0, 10_000);
      const start = at % (text.length + 1);
      const part =
        (text.slice(start, start + length) || 'a') + (lines ? '\n' : '');
      const room = Math.max(0, limit.size - Buffer.byteLength(text));
      const fill = part.repeat(Math.floor(room / Buffer.byteLength(part)));
      return [[file.path, text.slice(0, start) + fill + text.slice(start)]];
    });
}

function spliced(text: string, other: string | undefined): string {
  return other === undefined
    ? text
    : text.slice(0, text.length / 2) + other.slice(other.length / 2);
}
