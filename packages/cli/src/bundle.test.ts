import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { airworthy } from './__testUtils__/airworthy';
import { TemporaryFolder } from './__testUtils__/TemporaryFolder';

const root = resolve(__dirname, '..');
const service = resolve(root, '../../examples/services/label-printer');

describe('the published file', () => {
  const published = new TemporaryFolder();
  let contents: string;

  beforeAll(() => {
    const bundle = join(root, 'scripts/bundle.mjs');
    contents = execFileSync(
      process.execPath,
      [bundle, join(published.path, 'dist')],
      { encoding: 'utf8' },
    );
    cpSync(join(root, 'bin'), join(published.path, 'bin'), { recursive: true });
  });

  afterAll(() => published.remove());

  it('runs alone, and says what the command says in a checkout', async () => {
    const text = execFileSync(
      process.execPath,
      [join(published.path, 'bin/airworthy.cjs'), 'check', service],
      {
        cwd: published.path,
        encoding: 'utf8',
        env: { PATH: process.env.PATH },
      },
    );

    expect(text).toBe((await airworthy(['check', service])).stdout);
    expect(text).toContain('L1 reached');
  });

  it('has nothing of Backstage but references, filters and their errors', () => {
    const packages = contents.split('\n');

    expect(packages.filter(name => /backstage/.test(name))).toEqual([
      '@backstage/catalog-model',
      '@backstage/errors',
      '@backstage/filter-predicates',
    ]);
    expect(packages).not.toContain('ajv');
  });
});
