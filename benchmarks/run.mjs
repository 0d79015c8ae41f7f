// `npm run bench`: runs every `*.bench.mjs` here, prints a table, and writes
// results.json and docs/performance.md. Ends with 1 when a budget is not met.
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { print, record, toFigure } from './results.mjs';

/** The longest that a run may take, in minutes. */
const limit = { whole: 15, quick: 3 };

const folder = dirname(fileURLToPath(import.meta.url));
const { values, positionals } = parseArgs({
  options: { quick: { type: 'boolean', default: false } },
  allowPositionals: true,
});

const figures = [];

const minutes = values.quick ? limit.quick : limit.whole;
setTimeout(() => {
  print(figures);
  console.error(`It took more than ${minutes} minutes.`);
  process.exit(1);
}, minutes * 60_000).unref();

const files = readdirSync(folder)
  .filter(file => file.endsWith('.bench.mjs'))
  .filter(
    file =>
      positionals.length === 0 ||
      positionals.includes(file.slice(0, -'.bench.mjs'.length)),
  )
  .sort();

for (const file of files) {
  const started = Date.now();
  console.log(`▸ ${file}`);
  const { measure } = await import(join(folder, file));
  figures.push(...(await measure(values)).map(toFigure));
  console.log(`  ${Math.round((Date.now() - started) / 1_000)} s`);
}
print(figures);

// A quick run is no record; one of some is a record of these.
if (!values.quick) {
  record('bench', figures, { isWhole: positionals.length === 0 });
}
process.exitCode = figures.some(({ met }) => met === false) ? 1 : 0;
