// The page of docs/performance.md, made of results.json.
import { join } from 'node:path';
import { format } from 'prettier';
import { root } from './loadSource.mjs';

/** Where the page stands. */
export const pagePath = join(root, 'docs', 'performance.md');

const commands = {
  bench: {
    title: 'Budgets and comparisons',
    about:
      'Measured by `npm run bench`. A figure with a budget is a promise; the others tell where the time goes. A ratio is that of the value to the baseline, which was measured in the same run: times differ from machine to machine, and ratios less so.',
  },
  soak: {
    title: 'Endurance',
    about:
      'Measured by `npm run soak`: reads, pushes of facts, refreshes and changes of the catalog, all at once.',
  },
};

/** What holds of all that is missed. */
const circumstances =
  'The machine was slow: it took 113 ms of processor time to start Node alone, and 48 ms at the record before. A run of the same day is one two hours earlier, in which each portal of the benchmarks had a catalog of its own: whether that has a part in it is not known.';

/** Why a budget is missed, by the name of the figure. */
const reasons = {
  'airworthy: start': 'The record before says 129 ms.',
  'airworthy check: 5000 files':
    'The record before says 1.36 s: 13 times as long as to read the files, and 10 times now.',
  're-evaluation of 10000 × 60: time':
    'The record before says 18.4 s, before evaluation was made 2.8 times as fast, side by side. A run of the same day took 15.1 s.',
  'overview of 10000 × 60: 50 requests a second':
    'The record before says 12.1 ms. A run of the same day took 32.7 ms; it takes two statements, whatever the number of entities.',
  'overview of 10000 × 60 with conditions: 50 requests a second':
    'The record before says 20.2 ms. A run of the same day took 54.3 ms.',
};

/** The page, as Prettier leaves it. */
export function performancePage(records) {
  const parts = Object.entries(commands)
    .filter(([command]) => records[command])
    .flatMap(([command, { title, about }]) => [
      `## ${title}`,
      about,
      ...section(records[command]),
    ]);
  return format(
    [
      '# Performance',
      'What is promised, and what was measured. The benchmarks make this page: `npm run bench` and `npm run soak` need nothing but Node and npm, start a real PostgreSQL and real backends, and write it anew. The `README.md` in the folder `benchmarks` tells how each of them works.',
      'Airworthy is compared with Tech Insights (`@backstage-community/plugin-tech-insights-backend` 3.1.0 with its JSON rules engine), on the same PostgreSQL, with the same entities, facts and checks. Tech Insights evaluates whenever it is read, and keeps no results; so its runs are compared with our reading of stored reports, and with our evaluation of the same entities anew.',
      ...parts,
    ].join('\n\n'),
    { parser: 'markdown' },
  );
}

function section({ machine, figures }) {
  const { cores, memory, node, postgres } = machine;
  return [
    `On ${cores} cores and ${memory} of memory, with Node ${node} and PostgreSQL ${postgres}.`,
    table(figures),
    ...missed(figures),
    '### What was measured',
    notes(figures),
  ];
}

function table(figures) {
  const rows = figures.map(
    ({ name, value, unit, budget, met, baseline, ratio }) => [
      name,
      number(value),
      unit,
      number(budget),
      { true: 'yes', false: '**no**' }[met] ?? '',
      number(baseline),
      number(ratio),
    ],
  );
  return [
    ['what', 'value', 'unit', 'budget', 'met', 'baseline', 'ratio'],
    ['---', '---:', '---', '---:', '---', '---:', '---:'],
    ...rows,
  ]
    .map(cells => `| ${cells.join(' | ')} |`)
    .join('\n');
}

function missed(figures) {
  const all = figures.filter(({ met }) => met === false);
  if (all.length === 0) {
    return figures.some(({ met }) => met) ? ['All budgets are met.'] : [];
  }
  const lines = all.map(({ name, value, unit, budget }) => {
    const by = `by ${number(value - budget)} ${unit}`;
    return `- **${name}** is missed ${by}. ${reasons[name] ?? ''}`;
  });
  return ['### Missed budgets', circumstances, lines.join('\n')];
}

/** What was measured, once for the figures that share it. */
function notes(figures) {
  const names = new Map();
  for (const { name, note } of figures) {
    names.set(note, [...(names.get(note) ?? []), `**${name}**`]);
  }
  return [...names]
    .map(([note, of]) => `- ${of.join(', ')}: ${note}`)
    .join('\n');
}

function number(value) {
  return value === null
    ? ''
    : value.toLocaleString('en', { maximumSignificantDigits: 6 });
}
