// What was measured: in a file, and as a table for the terminal.
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { performancePage, pagePath } from './performancePage.mjs';

const file = join(dirname(fileURLToPath(import.meta.url)), 'results.json');

/** All records, by the command that made them: `bench` and `soak`. */
export function readRecords() {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/**
 * Keeps what a command measured, and writes the page that tells of it.
 *
 * @param isWhole - whether it measured all that it can; else other figures stay
 */
export function record(command, figures, { isWhole = true } = {}) {
  const before = readRecords();
  const measured = new Map(figures.map(figure => [figure.name, figure]));
  const kept = isWhole ? [] : before[command].figures;
  const records = {
    ...before,
    [command]: {
      machine: machine(),
      figures: [
        ...kept.map(figure => measured.get(figure.name) ?? figure),
        ...figures.filter(({ name }) => !kept.some(old => old.name === name)),
      ],
    },
  };
  writeFileSync(file, `${JSON.stringify(records, undefined, 2)}\n`);
  writeFileSync(pagePath, performancePage(records));
}

/** A figure as it is kept: see the README. */
export function toFigure(measured) {
  const { name, value, unit, budget = null, baseline = null, note } = measured;
  return {
    name,
    value: round(value),
    unit,
    budget: round(budget),
    met: budget === null ? null : value <= budget,
    baseline: round(baseline),
    ratio: baseline === null ? null : round(value / baseline),
    note,
  };
}

/** Prints figures as a table. */
export function print(figures) {
  const rows = [
    ['', 'value', 'budget', 'baseline', 'ratio', 'met'],
    ...figures.map(({ name, value, unit, budget, baseline, ratio, met }) => [
      name,
      `${value} ${unit}`,
      budget ?? '',
      baseline ?? '',
      ratio ?? '',
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
}

function machine() {
  return {
    cores: availableParallelism(),
    memory: `${Math.round(totalmem() / 1024 ** 3)} GiB`,
    node: process.versions.node.split('.')[0],
    postgres: '18',
  };
}

/** Three digits are more than times are worth, and counts stay whole. */
function round(number) {
  return number === null || Number.isInteger(number)
    ? number
    : Number(number.toPrecision(3));
}
