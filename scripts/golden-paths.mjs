// `npm run golden-paths`: tests the templates as strictly as their tester can,
// and writes its tables into the pages about them, and the tier of each into its
// README. With `--check`, fails when one of them says something else.
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
  {
    page: 'docs/golden-paths.md',
    templates: /^(?!upgrade-).+-service\.test\.yaml$/,
  },
  {
    page: 'docs/fixes.md',
    templates: /^(add-.+|upgrade-service)\.test\.yaml$/,
  },
];
const [begin, end] = ['<!-- the tester: begin -->', '<!-- the tester: end -->'];

const folder = mkdtempSync(join(tmpdir(), 'airworthy-golden-paths-'));
const table = join(folder, 'table.md');
const results = join(folder, 'results.json');

/** Puts a text into a file; with `--check`, fails when it was not there. */
async function put(file, text) {
  const path = join(root, file);
  const before = readFileSync(path, 'utf8');
  writeFileSync(path, text(before));
  if ((await run('prettier', ['--write', path])) !== 0) fail('No such page.');
  if (
    process.argv.includes('--check') &&
    readFileSync(path, 'utf8') !== before
  ) {
    writeFileSync(path, before);
    fail(`${file} was out of date: npm run golden-paths`);
  }
}

for (const { page, templates } of pages) {
  const names = readdirSync(join(root, 'templates'))
    .filter(file => templates.test(file))
    .map(file => file.replace('.test.yaml', ''));
  const exitCode = await run(process.execPath, [
    ...[join(root, 'packages/cli/bin/airworthy.cjs'), 'templates', 'test'],
    // The tools that optional commands need are not on every machine.
    ...[join(root, 'templates'), '--strict', '--without-optional'],
    ...names.flatMap(name => ['--only', name]),
    ...['--report', `markdown=${table}`, '--report', `json=${results}`],
  ]);
  if (exitCode !== 0) fail('The templates are not sound.');

  await put(page, before => {
    const [head, rest] = before.split(begin);
    const [, tail] = rest.split(end);
    return `${head}${begin}\n\n${readFileSync(table, 'utf8')}\n${end}${tail}`;
  });
  const { templates: tests } = JSON.parse(readFileSync(results, 'utf8'));
  for (const { template, tier = 'checked statically' } of tests) {
    const readme = `templates/${template}/README.md`;
    await put(readme, before => {
      const [head, rest] = before.split(/(?<=\bIts tier is )\*\*[^*]+\*\*/);
      if (rest === undefined) fail(`${readme} does not say its tier.`);
      return `${head}**${tier}**${rest}`;
    });
  }
}
rmSync(folder, { recursive: true });
