import fc from 'fast-check';
import picomatch from 'picomatch';
import { PathPattern } from './PathPattern';

const matches = (pattern: string, path: string) =>
  new PathPattern(pattern).matches(path);

describe('PathPattern', () => {
  it.each([
    ['services/orders/**', 'services/orders/src/a.js'],
    ['services/orders/**', 'services/orders/a.js'],
    ['services/*/Dockerfile', 'services/orders/Dockerfile'],
    ['**/*.go', 'main.go'],
    ['**/*.go', 'a/b/main.go'],
    ['**.go', 'a/b/main.go'],
    ['src**', 'src/a/b'],
    ['**', '.github/x'],
    ['*.js', '.eslintrc.js'],
    ['./a/b', 'a/b'],
    ['a?c/[0-9][!x]', 'abc/5y'],
    ['{a,b/{c,d}}/*.{js,ts}', 'b/d/x.ts'],
    ['a\\*b', 'a*b'],
    ['a[b', 'a[b'],
  ])('%s matches %s', (pattern, path) => {
    expect(matches(pattern, path)).toBe(true);
  });

  it.each([
    ['services/orders/**', 'services/orders-old/a.js'],
    ['services/*/Dockerfile', 'services/a/b/Dockerfile'],
    ['*.js', 'src/a.js'],
    ['a?c/[0-9]', 'abc/x'],
    ['a\\*b', 'acb'],
    ['', 'a'],
  ])('%s does not match %s', (pattern, path) => {
    expect(matches(pattern, path)).toBe(false);
  });

  it('agrees with what most tools use', () => {
    const name = fc
      .array(fc.constantFrom('a', 'b', '*', '?'), {
        minLength: 1,
        maxLength: 4,
      })
      .map(parts => parts.join('').replace(/\*+/g, '*'));
    const pattern = fc
      .array(fc.oneof(name, fc.constant('**')), { minLength: 1, maxLength: 5 })
      .map(parts => parts.join('/'))
      // Whether `a/**` also is `a` itself differs, and no file tells.
      .map(text => text.replace(/(?:\/\*\*)+$/, '/**/*'));
    const path = fc
      .array(fc.constantFrom('a', 'b', 'ab', 'ba', 'aab'), {
        minLength: 1,
        maxLength: 5,
      })
      .map(parts => parts.join('/'));
    fc.assert(
      fc.property(pattern, path, (written, file) => {
        expect(matches(written, file)).toBe(
          picomatch.isMatch(file, written, { dot: true }),
        );
      }),
      { numRuns: 2_000 },
    );
  });

  it('is done with patterns that mean harm', () => {
    const path = `${'a'.repeat(250)}/${'b/'.repeat(1_000)}c`;
    for (const pattern of [
      `${'*a'.repeat(200)}b`,
      `${'**/*b*/'.repeat(60)}d`,
      '{a,b}'.repeat(80),
      '{'.repeat(400),
      '['.repeat(400),
    ]) {
      expect(matches(pattern, path)).toBe(false);
    }
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (pattern, path) => {
        expect(typeof matches(pattern, path)).toBe('boolean');
      }),
    );
  });
});
