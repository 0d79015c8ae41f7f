// Writes docs/performance.md; with `--check`, tells whether it is up to date.
import { readFileSync, writeFileSync } from 'node:fs';
import { pagePath, performancePage } from './performancePage.mjs';
import { readRecords } from './results.mjs';

const page = performancePage(readRecords());
if (!process.argv.includes('--check')) {
  writeFileSync(pagePath, page);
} else if (readFileSync(pagePath, 'utf8') !== page) {
  console.error('docs/performance.md is out of date: npm run bench:page');
  process.exitCode = 1;
}
