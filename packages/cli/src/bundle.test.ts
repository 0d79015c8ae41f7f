import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { airworthy } from './__testUtils__/airworthy';
import { TemporaryFolder } from './__testUtils__/TemporaryFolder';

const root = resolve(__dirname, '..');
const service = resolve(root, '../../examples/services/label-printer');

it('is published as one file that needs no other package', async () => {
  const published = new TemporaryFolder();
  try {
    const bundle = join(root, 'scripts/bundle.mjs');
    execFileSync(process.execPath, [bundle, join(published.path, 'dist')]);
    cpSync(join(root, 'bin'), join(published.path, 'bin'), { recursive: true });

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
  } finally {
    published.remove();
  }
}, 60_000);
