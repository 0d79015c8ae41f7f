// `npm run fuzz`: gives each analyzer hostile trees, each in a process of its
// own. Ends with 1 when one throws, takes too long, reads or states what is not
// in the tree, or takes more memory than it may.
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const mostMiB = 256;

/** Of that, what is left for objects; Node itself takes the rest. */
const heapMiB = 128;

/** An input that is not done by then never will be. */
const hangMs = 60_000;

const folder = dirname(fileURLToPath(import.meta.url));
const fixtures = join(folder, '../../scorecards/fixtures');

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '20000' },
    seed: { type: 'string', default: `${Date.now() % 1_000_000}` },
    analyzer: { type: 'string', multiple: true },
    // Processor time for one tree, in milliseconds.
    limit: { type: 'string', default: '2000' },
  },
});

const output = mkdtempSync(join(tmpdir(), 'airworthy-fuzz-'));
process.on('exit', () => rmSync(output, { recursive: true }));
await build({
  absWorkingDir: folder,
  entryPoints: { worker: 'worker.ts', sections: '../src/facts.ts' },
  outdir: output,
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  target: 'node20',
  logLevel: 'warning',
});
const { default: facts } = await import(join(output, 'sections.cjs'));
const all = Object.keys(facts.repoFactsSchema.shape);
const unknown = (values.analyzer ?? []).filter(each => !all.includes(each));
if (unknown.length > 0) {
  console.error(`No analyzer ${unknown}; there are ${all.join(', ')}`);
  process.exit(2);
}

/** Resolves with the row of the table, with a finding if there is one. */
function fuzz(section) {
  return new Promise(done => {
    const child = fork(
      join(output, 'worker.cjs'),
      [section, values.inputs, values.seed, values.limit, fixtures],
      { execArgv: [`--max-old-space-size=${heapMiB}`] },
    );
    let input = 0;
    let result;
    let hangs = false;
    const hang = setTimeout(() => {
      hangs = true;
      child.kill('SIGKILL');
    }, hangMs);
    child.on('message', message => {
      hang.refresh();
      input = message.input ?? input;
      result = message.result ?? result;
    });
    child.on('exit', (code, signal) => {
      clearTimeout(hang);
      const ended = hangs
        ? `is not done after ${hangMs} ms`
        : `ends its process with ${signal ?? code}`;
      const row = result ?? {
        inputs: input,
        finding: { reason: `${ended}, at input ${input}`, files: '' },
      };
      if (row.peakMiB > mostMiB) {
        row.finding ??= { reason: `takes ${row.peakMiB} MiB`, files: '' };
      }
      done({ section, ...row });
    });
  });
}

const started = Date.now();
const waiting = [...(values.analyzer ?? all)];
const rows = [];
async function next() {
  while (waiting.length > 0) {
    const section = waiting.shift();
    const row = await fuzz(section);
    rows.push(row);
    if (row.finding) {
      const { reason, files } = row.finding;
      console.error(
        `\n✗ ${section}: ${reason}\n  with ${files.slice(0, 4_000)}\n` +
          `  again: npm run fuzz -- --analyzer ${section} --inputs ${values.inputs} --seed ${values.seed}\n`,
      );
    }
  }
}
await Promise.all(
  Array.from({ length: Math.min(2, availableParallelism()) }, next),
);

const table = [
  ['analyzer', 'inputs', 'problems noted', 'slowest input', 'peak MiB', ''],
  ...rows.map(row => [
    row.section,
    row.inputs,
    row.problems ?? '-',
    row.slowestMs === undefined ? '-' : `${row.slowestMs} ms`,
    row.peakMiB ?? '-',
    row.finding ? '✗' : '✓',
  ]),
];
const widths = table[0].map((_, column) =>
  Math.max(...table.map(row => String(row[column]).length)),
);
for (const row of table) {
  console.log(
    row.map((cell, column) => String(cell).padEnd(widths[column])).join('  '),
  );
}
const seconds = Math.round((Date.now() - started) / 1000);
console.log(`\nSeed ${values.seed}, ${seconds} s`);
process.exitCode = rows.some(row => row.finding) ? 1 : 0;
