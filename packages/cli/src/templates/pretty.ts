import type {
  CheckSummary,
  SummarisedFinding,
} from '@airworthy/template-tester';
import { count } from '../formats/wording';
import { cleanLine } from '../terminal/cleanLine';
import { Layout } from '../terminal/Layout';
import { wrap } from '../terminal/wrap';
import { isSound, levelsOf, SummarisedTest } from './SummarisedTest';

/** For people at a terminal, and for logs. */
export function formatTemplatesPretty(
  tests: SummarisedTest[],
  layout: Layout,
): string {
  const sections = tests.map(test => section(test, layout));
  return `${[...sections, total(tests, layout)].join('\n\n')}\n`;
}

function section(test: SummarisedTest, layout: Layout): string {
  const { paint } = layout;
  const { template, path, results } = test;
  const levels = levelsOf(test);
  const shown = test.checks.filter(
    ({ status, remarks }) => status !== 'none' || remarks.length > 0,
  );
  const width = Math.max(...shown.map(({ title }) => cleanLine(title).length));
  return [
    `${paint(cleanLine(template), 'bold')}  ${paint(
      cleanLine(path),
      'cyan',
    )}  ${count(results.length, 'combination')}${
      levels.length > 0 ? `, level ${levels.join(' to ')}` : ''
    }${test.tier ? `, ${test.tier}` : ''}`,
    ...shown.flatMap(check => rows(check, results.length, width, layout)),
  ].join('\n');
}

const marks = {
  pass: ['ok  ', 'green'],
  fail: ['FAIL', 'red'],
  skipped: ['skip', 'yellow'],
  none: ['-   ', 'dim'],
} as const;

/** More of the same says little more. */
const maxFindings = 10;

function rows(
  check: CheckSummary,
  results: number,
  width: number,
  { paint, width: columns }: Layout,
): string[] {
  const [mark, style] = marks[check.status];
  const indent = '       ';
  const line = (text: string) =>
    `${indent}${wrap(cleanLine(text), columns, indent)}`;
  const told = check.findings.slice(0, maxFindings);
  const more = check.findings.length - told.length;
  return [
    `  ${paint(mark, style)} ${cleanLine(check.title).padEnd(width)}  ${
      check.of > 0 ? paint(`${check.passed}/${check.of}`, 'dim') : ''
    }`.trimEnd(),
    ...told.map(finding => line(describe(finding, results))),
    ...(more > 0 ? [line(`and ${more} more`)] : []),
    ...check.remarks.map(remark => paint(line(remark), 'dim')),
  ];
}

/** What is wrong, where, and in which results if not in all. */
export function describe(
  { path, line, message, combinations }: SummarisedFinding,
  results: number,
): string {
  const place = path === undefined ? '' : `${path}${line ? `:${line}` : ''} `;
  const isEverywhere =
    combinations.length === 0 || combinations.length === results;
  const [first, ...others] = combinations;
  const where = isEverywhere
    ? ''
    : ` (${first}${others.length > 0 ? ` and ${others.length} more` : ''})`;
  return `${place}${message}${where}`;
}

function total(tests: SummarisedTest[], { paint, width }: Layout): string {
  const failed = tests.filter(test => !isSound(test)).length;
  const results = tests.reduce((sum, test) => sum + test.results.length, 0);
  const skipped = new Set(
    tests.flatMap(({ checks }) =>
      checks
        .filter(({ status }) => status === 'skipped')
        .map(({ title }) => title),
    ),
  );
  return [
    `${count(tests.length, 'template')}, ${count(results, 'combination')}: ${
      failed === 0
        ? paint('nothing is wrong', 'green')
        : paint(`${failed} of ${tests.length} with something wrong`, 'red')
    }`,
    ...(skipped.size > 0
      ? [
          wrap(
            paint(
              `Skipped, for want of a tool or a network: ${[...skipped].join(
                '; ',
              )}`,
              'yellow',
            ),
            width,
            '',
          ),
        ]
      : []),
  ].join('\n');
}
