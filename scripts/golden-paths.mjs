// `npm run golden-paths`: tests the golden paths as strictly as their tester can,
// and writes its table into docs/golden-paths.md. With `--check`, fails when the
// page says something else.
import {
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fail, root, run } from './terminal.mjs';

const page = join(root, 'docs', 'golden-paths.md');
const [begin, end] = ['<!-- the tester: begin -->', '<!-- the tester: end -->'];

const folder = mkdtempSync(join(tmpdir(), 'airworthy-golden-paths-'));
const table = join(folder, 'table.md');
// The others change repositories that there are, and have a test of their own.
const services = readdirSync(join(root, 'templates')).filter(file =>
  file.endsWith('-service.test.yaml'),
);
const exitCode = await run(process.execPath, [
  ...[join(root, 'packages/cli/bin/airworthy.cjs'), 'templates', 'test'],
  ...[join(root, 'templates'), '--strict'],
  ...services.flatMap(file => ['--only', file.replace('.test.yaml', '')]),
  ...['--report', `markdown=${table}`],
]);
if (exitCode !== 0) fail('The golden paths are not sound.');

const before = readFileSync(page, 'utf8');
const [head, rest] = before.split(begin);
const [, tail] = rest.split(end);
writeFileSync(
  page,
  `${head}${begin}\n\n${readFileSync(table, 'utf8')}\n${end}${tail}`,
);
rmSync(folder, { recursive: true });
if ((await run('prettier', ['--write', page])) !== 0) fail('No such page.');
if (process.argv.includes('--check') && readFileSync(page, 'utf8') !== before) {
  fail('docs/golden-paths.md was out of date: npm run golden-paths');
}
