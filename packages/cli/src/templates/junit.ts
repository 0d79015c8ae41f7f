import type { CheckOutcome } from '@airworthy/template-tester';
import { xmlAttribute, xmlText } from '../formats/xml';
import { SummarisedTest } from './SummarisedTest';

/** JUnit XML: a suite for each result and for each template, a case for each check. */
export function formatTemplatesJunit(tests: SummarisedTest[]): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites name="airworthy">',
    ...tests.flatMap(({ template, outcomes, results }) => [
      ...suite(template, template, outcomes),
      ...results.flatMap(result =>
        suite(`${template} ${result.combination}`, template, result.outcomes),
      ),
    ]),
    '</testsuites>',
    '',
  ].join('\n');
}

function suite(
  name: string,
  template: string,
  outcomes: CheckOutcome[],
): string[] {
  const cases = outcomes.filter(({ status }) => status !== 'none');
  const countOf = (status: string) =>
    cases.filter(each => each.status === status).length;
  return [
    `  <testsuite name=${xmlAttribute(name)} tests="${
      cases.length
    }" failures="${countOf('fail')}" errors="0" skipped="${countOf(
      'skipped',
    )}">`,
    ...cases.flatMap(each => caseOf(template, each)),
    '  </testsuite>',
  ];
}

function caseOf(
  template: string,
  { id, title, status, findings, remarks }: CheckOutcome,
): string[] {
  const open = `    <testcase name=${xmlAttribute(
    title,
  )} classname=${xmlAttribute(`${template}.${id}`)}`;
  if (status === 'pass') return [`${open}/>`];
  const inner =
    status === 'skipped'
      ? [`      <skipped message=${xmlAttribute(remarks.join('; '))}/>`]
      : findings.map(({ path, line, message }) => {
          const place =
            path === undefined ? '' : `${path}${line ? `:${line}` : ''}`;
          return `      <failure message=${xmlAttribute(message)}>${xmlText(
            place,
          )}</failure>`;
        });
  return [`${open}>`, ...inner, '    </testcase>'];
}
