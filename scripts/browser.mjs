// Walks through the built app in a real browser, served by the real backend.
// `npm run test:e2e` runs the project `newcomer` and fails when a test did not
// run; `npm run pictures` runs `pictures`, which makes those of the documents.
// With `--built`, the app is taken as `npm run build:app` left it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, root, run } from './terminal.mjs';

const [project, ...rest] = process.argv.slice(2);
const args = rest.filter(each => each !== '--built');

if (!rest.includes('--built')) {
  const built = await run('npm', ['run', 'build:app']);
  if (built !== 0) fail('The app could not be built.');
}

const exitCode = await run('playwright', [
  'test',
  `--project=${project}`,
  ...args,
]);
if (exitCode !== 0) process.exit(exitCode);

const { stats } = JSON.parse(
  readFileSync(join(root, 'test-results', 'report.json'), 'utf8'),
);
if (stats.expected === 0 || stats.skipped > 0) {
  fail(`Browser tests did not run: ${stats.skipped} skipped.`);
}
console.log(`Browser: ${stats.expected} passed, ${stats.unexpected} failed`);
