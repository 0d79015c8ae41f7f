import { createHash } from 'node:crypto';
import {
  CheckResult,
  CompiledCheck,
  isOpen,
  placesOf,
} from '@airworthy/backstage-plugin-readiness-common';
import type {
  Location,
  Log,
  ReportingDescriptor,
  Result,
  Suppression,
} from 'sarif';
import { version } from '../../package.json';
import { ComparedGrade, Grading } from './Grading';
import { messageOf } from './wording';

/** Code scanning of GitHub refuses more characters in a name or a description. */
const maxName = 255;
const maxDescription = 1024;
/** It shows no more places of a result. */
const maxPlaces = 100;

const sourceRoot = '%SRCROOT%';

/**
 * SARIF 2.1.0. All reports are one run, for code scanning takes at most 20 of
 * them and a repository may have more entities. Paths are relative to the
 * root of the repository.
 */
export function formatSarif(grading: Grading): string {
  const { grades } = grading;
  const rules = rulesOf(grades);
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'airworthy', semanticVersion: version, rules },
        },
        automationDetails: { id: `airworthy/${grading.prefix}` },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: {
          [sourceRoot]: {
            description: { text: 'The root of the repository.' },
          },
        },
        results: grades.flatMap(grade =>
          grade.report.results
            .filter(
              result => result.status === 'exempt' || isOpen(grade, result),
            )
            .map(result => {
              const ruleId = ruleIdOf(grade, result.check);
              return {
                ruleId,
                ruleIndex: indexes.get(ruleId),
                ...resultOf(grade, result, grading),
              };
            }),
        ),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function rulesOf(grades: ComparedGrade[]): ReportingDescriptor[] {
  const rules = new Map<string, ReportingDescriptor>();
  for (const grade of grades) {
    for (const check of grade.scorecard.checks) {
      const id = ruleIdOf(grade, check.id);
      rules.set(id, {
        id,
        name: check.title.slice(0, maxName),
        shortDescription: { text: check.title.slice(0, maxDescription) },
        fullDescription: {
          text: (check.reason ?? check.message).slice(0, maxDescription),
        },
        help: { text: helpOf(check), markdown: helpOf(check) },
        defaultConfiguration: { level: severityOf(grade, check.level) },
        properties: { tags: [check.category, check.level] },
      });
    }
  }
  return [...rules.values()];
}

function ruleIdOf({ report }: ComparedGrade, check: string): string {
  return `${report.scorecard}/${check}`;
}

function helpOf({ reason, message, fix }: CompiledCheck): string {
  return [message, reason, fix?.guide].filter(Boolean).join('\n\n');
}

/** What the lowest level needs weighs most. */
function severityOf({ report }: ComparedGrade, level: string) {
  const index = report.levels.findIndex(({ id }) => id === level);
  return (['error', 'warning'] as const)[index] ?? 'note';
}

function resultOf(
  grade: ComparedGrade,
  result: CheckResult,
  grading: Grading,
): Result {
  const { report, difference } = grade;
  const { status, excused } = result;
  const failed = status === 'fail' || excused === 'fail';
  const isNew = difference?.worse.some(({ check }) => check === result.check);
  const entities = new Set(
    grading.grades.map(({ report: { entityRef } }) => entityRef),
  );
  const subject = entities.size > 1 ? ` (${report.entityRef})` : '';
  return {
    // What could not be decided has no severity.
    kind: failed ? 'fail' : 'open',
    level: failed ? severityOf(grade, result.level) : 'none',
    message: {
      text: `${result.title}${subject}: ${
        status === 'exempt' ? result.message : messageOf(result)
      }`,
    },
    locations: locationsOf(result, grade, grading),
    partialFingerprints: {
      // A check has one result for an entity, wherever its lines move to.
      primaryLocationLineHash: fingerprintOf([
        report.scorecard,
        report.entityRef,
        result.check,
      ]),
    },
    ...(status === 'exempt' && {
      suppressions: [suppressionOf(result, grading)],
    }),
    ...(difference && { baselineState: isNew ? 'new' : 'unchanged' }),
  };
}

function suppressionOf(
  { excuse, detail }: CheckResult,
  { prefix }: Grading,
): Suppression {
  return {
    kind: 'external',
    status: 'accepted',
    justification: detail,
    ...(excuse?.path !== undefined && {
      location: locationOf(`${prefix}${excuse.path}`, excuse.line),
    }),
  };
}

function fingerprintOf(parts: string[]): string {
  const hash = createHash('sha256').update(JSON.stringify(parts));
  return `${hash.digest('hex').slice(0, 16)}:1`;
}

/**
 * What is missing has no place, but code scanning wants one: the file that
 * describes the entity, or would.
 */
function locationsOf(
  result: CheckResult,
  { catalogFile = 'catalog-info.yaml' }: ComparedGrade,
  { prefix }: Grading,
): Location[] {
  const found = placesOf(result).slice(0, maxPlaces);
  const places = found.length > 0 ? found : [{ path: catalogFile }];
  return places.map(({ path, line }) => locationOf(`${prefix}${path}`, line));
}

function locationOf(path: string, line = 1): Location {
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(path), uriBaseId: sourceRoot },
      region: { startLine: line },
    },
  };
}

function uriOf(path: string): string {
  return path
    .replace(/\p{Cs}/gu, '\uFFFD')
    .split('/')
    .map(part => encodeURIComponent(part))
    .join('/');
}
