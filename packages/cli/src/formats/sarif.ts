import {
  CheckResult,
  CompiledCheck,
} from '@airworthy/backstage-plugin-readiness-common';
import type { Location, Log, ReportingDescriptor, Result, Run } from 'sarif';
import { isOpen } from '../grade/compareGrades';
import { ComparedGrade, Grading } from './Grading';
import { messageOf, placesOf } from './wording';

/** SARIF 2.1.0, with a run for each report. Paths are relative to the repository. */
export function formatSarif(grading: Grading): string {
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: grading.grades.map(grade => runOf(grade, grading)),
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function runOf(grade: ComparedGrade, grading: Grading): Run {
  const { report, scorecard } = grade;
  const levels = report.levels.map(({ id }) => id);
  const severityOf = (level: string) =>
    (['error', 'warning'] as const)[levels.indexOf(level)] ?? 'note';
  const rules = scorecard.checks.map(
    (check): ReportingDescriptor => ({
      id: check.id,
      name: check.title,
      shortDescription: { text: check.title },
      fullDescription: { text: check.reason ?? check.message },
      help: { text: helpOf(check), markdown: helpOf(check) },
      defaultConfiguration: { level: severityOf(check.level) },
      properties: { tags: [check.category, check.level] },
    }),
  );
  const worse = new Set(grade.difference?.worse.map(({ check }) => check));

  return {
    tool: {
      driver: {
        name: 'airworthy',
        rules,
      },
    },
    automationDetails: { id: `${report.scorecard}/${report.entityRef}/` },
    columnKind: 'utf16CodeUnits',
    results: report.results
      .filter(result => isOpen(grade, result))
      .map((result): Result => {
        const failed = result.status === 'fail';
        return {
          ruleId: result.check,
          ruleIndex: rules.findIndex(({ id }) => id === result.check),
          // What could not be decided has no severity.
          kind: failed ? 'fail' : 'open',
          level: failed ? severityOf(result.level) : 'none',
          message: { text: `${result.title}: ${messageOf(result)}` },
          locations: locationsOf(result, grading),
          ...(grade.difference && {
            baselineState: worse.has(result.check) ? 'new' : 'unchanged',
          }),
        };
      }),
  };
}

function helpOf({ reason, message, fix }: CompiledCheck): string {
  return [message, reason, fix?.guide].filter(Boolean).join('\n\n');
}

/** What is missing has no place; it is shown at the file that describes the entity. */
function locationsOf(
  result: CheckResult,
  { prefix, catalogFile }: Grading,
): Location[] {
  const found = placesOf(result);
  const places =
    found.length === 0 && catalogFile ? [{ path: catalogFile }] : found;
  return places.map(({ path, line }) => ({
    physicalLocation: {
      artifactLocation: { uri: uriOf(`${prefix}${path}`) },
      ...(line !== undefined && { region: { startLine: line } }),
    },
  }));
}

function uriOf(path: string): string {
  return path
    .replace(/\p{Cs}/gu, '\uFFFD')
    .split('/')
    .map(part => encodeURIComponent(part))
    .join('/');
}
