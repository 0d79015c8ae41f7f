// `npm run bench`: runs every `*.bench.mjs` here, prints a table and writes
// results.json. Ends with 1 when a budget is not met.
import { readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const folder = dirname(fileURLToPath(import.meta.url));
const { values, positionals } = parseArgs({
  options: { quick: { type: 'boolean', default: false } },
  allowPositionals: true,
});

const files = readdirSync(folder)
  .filter(file => file.endsWith('.bench.mjs'))
  .filter(
    file =>
      positionals.length === 0 ||
      positionals.includes(file.slice(0, -'.bench.mjs'.length)),
  )
  .sort();

const round = number =>
  number === null ? null : Number(number.toPrecision(3));

const figures = [];
for (const file of files) {
  const { measure } = await import(join(folder, file));
  for (const figure of await measure(values)) {
    const { name, value, unit, budget = null, baseline, note } = figure;
    figures.push({
      name,
      value: round(value),
      unit,
      budget: round(budget),
      met: budget === null ? null : value <= budget,
      baseline: round(baseline),
      ratio: round(value / baseline),
      note,
    });
  }
}

const rows = [
  ['', 'value', 'budget', 'baseline', 'ratio', 'met'],
  ...figures.map(({ name, value, unit, budget, baseline, ratio, met }) => [
    name,
    `${value} ${unit}`,
    budget ?? '',
    baseline,
    ratio,
    met === null ? '' : { true: '✓', false: '✗' }[met],
  ]),
];
const widths = rows[0].map((_, column) =>
  Math.max(...rows.map(row => String(row[column]).length)),
);
for (const row of rows) {
  console.log(
    row
      .map((cell, column) => String(cell).padEnd(widths[column]))
      .join('  ')
      .trimEnd(),
  );
}

// A run of some, or a quick one, is no record.
if (positionals.length === 0 && !values.quick) {
  writeFileSync(
    join(folder, 'results.json'),
    `${JSON.stringify(figures, undefined, 2)}\n`,
  );
}
process.exitCode = figures.some(({ met }) => met === false) ? 1 : 0;
