import {
  CheckResult,
  isOpen,
  placesOf,
} from '@airworthy/backstage-plugin-readiness-common';
import { ComparedGrade, Grading } from './Grading';
import { describePlace, messageOf } from './wording';
import { xmlAttribute, xmlText } from './xml';

/** JUnit XML: a suite for each report, a case for each check. */
export function formatJunit({ grades }: Grading): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites name="airworthy">',
    ...grades.flatMap(suiteOf),
    '</testsuites>',
    '',
  ].join('\n');
}

function suiteOf(grade: ComparedGrade): string[] {
  const { report } = grade;
  const failures = report.results.filter(result => isOpen(grade, result));
  const passes = report.results.filter(({ status }) => status === 'pass');
  const name = `${report.scorecard} of ${report.entityRef}`;
  const skipped = report.results.length - failures.length - passes.length;
  return [
    `  <testsuite name=${xmlAttribute(name)} tests="${
      report.results.length
    }" failures="${failures.length}" errors="0" skipped="${skipped}">`,
    ...report.results.flatMap(result => caseOf(grade, result)),
    '  </testsuite>',
  ];
}

function caseOf(grade: ComparedGrade, result: CheckResult): string[] {
  const { check, title, category, status } = result;
  const { scorecard } = grade.report;
  const open = `    <testcase name=${xmlAttribute(
    `${check}: ${title}`,
  )} classname=${xmlAttribute(`${scorecard}.${category}`)}`;
  if (status === 'pass') return [`${open}/>`];
  if (!isOpen(grade, result)) {
    return [
      `${open}>`,
      `      <skipped message=${xmlAttribute(result.detail ?? status)}/>`,
      '    </testcase>',
    ];
  }
  const places = placesOf(result).map(describePlace).join('\n');
  return [
    `${open}>`,
    `      <failure type=${xmlAttribute(status)} message=${xmlAttribute(
      messageOf(result),
    )}>${xmlText(places)}</failure>`,
    '    </testcase>',
  ];
}
