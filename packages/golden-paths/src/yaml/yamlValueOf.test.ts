import { parseDocument } from 'yaml';
import { yamlValueOf } from './yamlValueOf';

const read = (text: string, options = {}) =>
  yamlValueOf(parseDocument(text, { logLevel: 'silent' }), options);

describe('yamlValueOf', () => {
  it('follows aliases to the last anchor of their name', () => {
    expect(read('a: &x 1\nb: *x\nc: &x [2]\nd: [*x, *x]')).toEqual({
      value: { a: 1, b: 1, c: [2], d: [[2], [2]] },
      mistakes: [],
    });
  });

  it.each([
    ['a: 1\nb: *x', 'Unresolved alias: x', 8],
    ['a: *x\nb: &x 1', 'Unresolved alias: x', 3],
    ['spec: &a\n  self: *a', 'Alias within its own anchor: a', 17],
    ['&a\n- &b { c: [*b, *a] }', 'Alias within its own anchor: b', 14],
    ['a: &x\n  <<: *x', 'Alias within its own anchor: x', 12],
  ])('tells where the alias in %j is wrong', (text, message, offset) => {
    expect(read(text)).toEqual({ mistakes: [{ message, offset }] });
  });

  it('follows no more aliases than it may', () => {
    const text = `- &a [1]\n${'- *a\n'.repeat(101)}`;
    expect(read(text).mistakes).toHaveLength(1);
    expect(read(text, { maxAliasCount: 1000 }).mistakes).toEqual([]);
  });
});
