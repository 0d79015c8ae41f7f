// `npm run golden-paths`: tests the templates as strictly as their tester can,
// and writes its tables into the pages about them. With `--check`, fails when a
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

const pages = [
  { page: 'docs/golden-paths.md', templates: /^.+-service\.test\.yaml$/ },
  { page: 'docs/fixes.md', templates: /^add-.+\.test\.yaml$/ },
];
const [begin, end] = ['<!-- the tester: begin -->', '<!-- the tester: end -->'];

const folder = mkdtempSync(join(tmpdir(), 'airworthy-golden-paths-'));
const table = join(folder, 'table.md');
for (const { page, templates } of pages) {
  const names = readdirSync(join(root, 'templates'))
    .filter(file => templates.test(file))
    .map(file => file.replace('.test.yaml', ''));
  const exitCode = await run(process.execPath, [
    ...[join(root, 'packages/cli/bin/airworthy.cjs'), 'templates', 'test'],
    ...[join(root, 'templates'), '--strict'],
    ...names.flatMap(name => ['--only', name]),
    ...['--report', `markdown=${table}`],
  ]);
  if (exitCode !== 0) fail('The templates are not sound.');

  const file = join(root, page);
  const before = readFileSync(file, 'utf8');
  const [head, rest] = before.split(begin);
  const [, tail] = rest.split(end);
  writeFileSync(
    file,
    `${head}${begin}\n\n${readFileSync(table, 'utf8')}\n${end}${tail}`,
  );
  if ((await run('prettier', ['--write', file])) !== 0) fail('No such page.');
  if (
    process.argv.includes('--check') &&
    readFileSync(file, 'utf8') !== before
  ) {
    writeFileSync(file, before);
    fail(`${page} was out of date: npm run golden-paths`);
  }
}
rmSync(folder, { recursive: true });
