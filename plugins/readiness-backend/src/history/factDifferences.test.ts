import fc from 'fast-check';
import canonical from 'fast-json-stable-stringify';
import { factDifferences } from './factDifferences';

const observed = { problems: [], observedAt: '2030-01-01T00:00:00.000Z' };

const differences = (before: object, after: object, path = 'repo.docker') =>
  factDifferences(
    [path],
    [{ namespace: 'repo', value: { docker: before }, ...observed }],
    [{ namespace: 'repo', value: { docker: after }, ...observed }],
  );

type Item = Record<string, string | number>;
const images = (...items: Item[]) => ({ images: items });

describe('factDifferences', () => {
  it('names each leaf that differs, from what to what', () => {
    expect(
      differences(
        images({ path: 'Dockerfile', user: 'root' }),
        images({ path: 'Dockerfile', user: 'node' }),
      ),
    ).toEqual([
      { path: 'repo.docker.images[0].user', from: '"root"', to: '"node"' },
    ]);
  });

  it('tells what came and what went', () => {
    const one = { user: 'root' };
    expect(differences({}, images(one))).toEqual([
      { path: 'repo.docker.images', to: '[{"user":"root"}]' },
    ]);
    expect(differences(images(one, one), images(one))).toEqual([
      { path: 'repo.docker.images[1]', from: '{"user":"root"}' },
    ]);
    expect(factDifferences(['repo.docker'], [], [])).toEqual([]);
  });

  it('is not misled by items that only moved', () => {
    expect(
      differences(
        images({ user: 'a' }, { user: 'b' }),
        images({ user: 'new' }, { user: 'a' }, { user: 'b' }),
      ),
    ).toEqual([{ path: 'repo.docker.images[0]', to: '{"user":"new"}' }]);
  });

  it('tells three at most, and where things stand last of all', () => {
    expect(
      differences(
        { line: 1, path: 'a', b: 1, c: 1 },
        { line: 2, path: 'b', b: 2, c: 2 },
      ).map(({ path }) => path),
    ).toEqual(['repo.docker.b', 'repo.docker.c', 'repo.docker.line']);
  });

  it('cuts long values, and quotes odd names', () => {
    const [{ path, to }] = differences({}, { 'a b': 'x'.repeat(500) });
    expect(path).toBe('repo.docker["a b"]');
    expect(to).toHaveLength(200);
    expect(to).toMatch(/^"x+…$/);
  });

  it('finds nothing where nothing differs, and something where anything does', () => {
    const value = fc.dictionary(fc.string(), fc.jsonValue());
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(differences(a, a)).toEqual([]);
        const isSame = canonical(a) === canonical(b);
        expect(differences(a, b).length > 0).toBe(!isSame);
      }),
    );
  });
});
