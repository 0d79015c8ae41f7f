// `npm test`: type check, lint, format check, API reports and all Jest tests,
// on SQLite and on a real PostgreSQL. With arguments, Jest alone with these.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { startTestPostgres } from './postgres.mjs';
import { fail, root, run } from './terminal.mjs';

/** Runs commands, each with its title before it, one after the other. */
async function inTurn(steps) {
  for (const [title, command, ...args] of steps) {
    const started = Date.now();
    console.log(`▸ ${title}`);
    if ((await run(command, args)) !== 0) fail(`${title} failed.`);
    console.log(`  ${title}: ${Math.round((Date.now() - started) / 1000)} s`);
  }
}

async function jest(args) {
  const postgres = await startTestPostgres();
  try {
    return await run('backstage-cli', ['repo', 'test', ...args], {
      env: {
        ...postgres.env,
        AIRWORTHY_EXPECT_POSTGRES: 'true',
      },
    });
  } finally {
    await postgres.stop();
  }
}

/** Fails when a test that should have run did not. */
function checkThatAllRan(report) {
  const ran = new Set(
    report.testResults.map(file => relative(root, file.name)),
  );
  const missing = execFileSync(
    'git',
    ['ls-files', '--', 'packages/*.test.ts*', 'plugins/*.test.ts*'],
    { cwd: root, encoding: 'utf8' },
  )
    .split('\n')
    .filter(file => file && !ran.has(file));
  if (missing.length > 0) fail(`Tests did not run: ${missing.join(', ')}`);

  const tests = report.testResults.flatMap(file => file.assertionResults);
  const skipped = tests.filter(
    test => test.status !== 'passed' && test.status !== 'failed',
  );
  if (skipped.length > 0) {
    fail(`Tests were skipped: ${skipped.map(t => t.fullName).join('; ')}`);
  }

  const on = database =>
    tests.filter(t => t.fullName.includes(database)).length;
  console.log(
    `Database tests: ${on('SQLITE_3')} on SQLite, ${on(
      'POSTGRES_18',
    )} on PostgreSQL`,
  );
  if (on('POSTGRES_18') === 0 || on('POSTGRES_18') !== on('SQLITE_3')) {
    fail('Tests on PostgreSQL did not run.');
  }
  console.log(
    `Tests: ${report.numPassedTests} passed, ${report.numFailedTests} failed`,
  );
}

const args = process.argv.slice(2);
if (args.length > 0) {
  process.exit(await jest(args));
}

// From scratch: the order of unions in API reports depends on it.
rmSync(join(root, 'dist-types'), { recursive: true, force: true });
// Two at a time, as each keeps one core busy.
await Promise.all([
  inTurn([
    ['Type check', 'tsc'],
    ['API reports', 'node', 'scripts/api-reports.mjs', '--ci'],
  ]),
  inTurn([
    ['Lint', 'backstage-cli', 'repo', 'lint', '--max-warnings', '0'],
    // What belongs to no package.
    [
      ...['Lint of tools', 'eslint', '--max-warnings', '0'],
      ...['--ext', '.mjs,.ts', 'scripts', 'e2e', 'benchmarks'],
    ],
    ['Format check', 'prettier', '--check', '--loglevel', 'warn', '.'],
    ['Page of the benchmarks', 'node', 'benchmarks/page.mjs', '--check'],
  ]),
]);

console.log('\n▸ Jest');
const folder = mkdtempSync(join(tmpdir(), 'airworthy-test-'));
const outputFile = join(folder, 'report.json');
const exitCode = await jest([
  '--watchAll=false',
  `--testSequencer=${join(root, 'scripts', 'longestFirst.mjs')}`,
  '--json',
  `--outputFile=${outputFile}`,
]);
const report = JSON.parse(readFileSync(outputFile, 'utf8'));
rmSync(folder, { recursive: true });
if (exitCode !== 0) {
  console.log(
    `Tests: ${report.numPassedTests} passed, ${report.numFailedTests} failed`,
  );
  process.exit(exitCode);
}
checkThatAllRan(report);
