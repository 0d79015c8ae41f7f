import {
  CheckResult,
  placesOf,
} from '@airworthy/backstage-plugin-readiness-common';
import { isOpen } from '../grade/compareGrades';
import { cleanLine } from '../terminal/cleanLine';
import { ComparedGrade, Grading } from './Grading';
import { count, describeEffort, describePlace, messageOf } from './wording';

/** More is for the report itself, and comments have a limited length. */
const maxPlaces = 5;

/** A report, or what differs from the baseline as a comment on a pull request. */
export function formatMarkdown(grading: Grading): string {
  const { grades, notes, baseline } = grading;
  const sections = grades.map(grade =>
    [
      `## ${text(grade.report.scorecardTitle)}: ${code(
        grade.report.entityRef,
      )}`,
      ...(grade.difference
        ? differenceOf(grade, baseline ?? '')
        : standingOf(grade)),
    ].join('\n\n'),
  );
  return `${[...sections, ...notes.map(text)].join('\n\n')}\n`;
}

function standingOf(grade: ComparedGrade): string[] {
  const { report } = grade;
  const open = new Map(
    report.results
      .filter(result => isOpen(grade, result))
      .map(result => [result.check, result] as const),
  );
  return [
    headline(grade),
    ladderOf(grade),
    ...(open.size === 0
      ? ['Nothing is missing that files can prove.']
      : [
          '### Next steps',
          report.nextSteps
            .flatMap(check => open.get(check) ?? [])
            .map(itemOf)
            .join('\n'),
        ]),
    ...waitingOf(grade),
  ];
}

function differenceOf(grade: ComparedGrade, baseline: string): string[] {
  const { report, difference } = grade;
  if (!difference) return [];
  const { worse, better, before } = difference;
  const change = (old: unknown, now: unknown) =>
    old === now ? `${now ?? 'none'}` : `${old ?? 'none'} → ${now ?? 'none'}`;
  return [
    [
      `Compared with ${code(baseline)}:`,
      `level **${text(change(before.report.level, report.level))}**,`,
      `score **${change(before.report.score, report.score)}**,`,
      `${worse.length} worse, ${better.length} better.`,
    ].join(' '),
    ...(worse.length > 0
      ? ['### Worse', worse.map(itemOf).join('\n')]
      : ['Nothing got worse.']),
    ...(better.length > 0
      ? [
          '### Better',
          better
            .map(({ level, title }) => `- **${text(level)}** ${text(title)}`)
            .join('\n'),
        ]
      : []),
  ];
}

function headline({ report }: ComparedGrade): string {
  return `Level **${text(report.level ?? 'none')}**, score **${
    report.score ?? 'none'
  }**, coverage ${Math.floor(
    report.coverage * 100,
  )} %, by what files can prove.`;
}

function ladderOf({ report }: ComparedGrade): string {
  return [
    '| Level | | Pass | Fail | Unknown |',
    '| --- | --- | ---: | ---: | ---: |',
    ...report.levels.map(
      ({ id, title, reached, counts }) =>
        `| ${text(id)} ${text(title)} | ${reached ? 'reached' : ''} | ${
          counts.pass
        } | ${counts.fail} | ${counts.unknown} |`,
    ),
  ].join('\n');
}

function waitingOf({ waiting }: ComparedGrade): string[] {
  return waiting.size === 0
    ? []
    : [
        `No file proves ${count(
          waiting.size,
          'more check',
        )}: the catalog, pushed facts or attestations do.`,
      ];
}

function itemOf(result: CheckResult): string {
  const places = placesOf(result);
  const more = places.length - maxPlaces;
  const where = [
    ...places.slice(0, maxPlaces).map(place => code(describePlace(place))),
    ...(more > 0 ? [`and ${more} more`] : []),
  ].join(', ');
  return [
    `- **${text(result.level)}** ${text(result.title)}`,
    ` (${describeEffort(result.effortHours)}): ${text(messageOf(result))}`,
    where && ` ${where}`,
  ].join('');
}

/** Keeps Markdown, HTML and mentions of people out; code spans stay. */
function text(value: string): string {
  return cleanLine(value)
    .split(/(`[^`]+`)/)
    .map((part, index) =>
      index % 2 === 1
        ? part
        : part.replace(/[\\`*_{}[\]<>|#~]/g, '\\$&').replace(/@/g, '&#64;'),
    )
    .join('');
}

/** A code span that nothing in the text can end. */
function code(value: string): string {
  const clean = cleanLine(value);
  const longest = Math.max(
    0,
    ...(clean.match(/`+/g) ?? []).map(run => run.length),
  );
  const fence = '`'.repeat(longest + 1);
  const pad = longest > 0 ? ' ' : '';
  return `${fence}${pad}${clean}${pad}${fence}`;
}
