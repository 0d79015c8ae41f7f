import {
  CheckResult,
  placesOf,
  Report,
} from '@airworthy/backstage-plugin-readiness-common';
import { cleanLine } from '../terminal/cleanLine';
import {
  ComparedGrade,
  exemptOf,
  Grading,
  hasChanged,
  openStepsOf,
} from './Grading';
import {
  count,
  describeEffort,
  describePlace,
  exemptions,
  messageOf,
  sayOnce,
} from './wording';

/** More is for the report itself, and comments have a limited length. */
const maxPlaces = 5;

/** A report, or what differs from the baseline as a comment on a pull request. */
export function formatMarkdown(grading: Grading): string {
  const { grades, notes } = grading;
  const item = itemsOnce();
  const hasMany = grades.length > 1;
  // Where nothing changed, the overview has said so.
  const told = grades.filter(
    grade => !hasMany || !grade.difference || hasChanged(grade),
  );
  const sections = told.flatMap(grade => [
    `## ${text(grade.report.scorecardTitle)}: ${code(grade.report.entityRef)}`,
    ...(grade.difference
      ? differenceOf(grade, grading, item)
      : standingOf(grade, item)),
  ]);
  return `${[
    ...(hasMany ? [overviewOf(grading)] : []),
    ...sections,
    ...notes.map(text),
  ].join('\n\n')}\n`;
}

/** A line for each report. */
function overviewOf({ grades, baseline }: Grading): string {
  const rows = grades.map(({ report, difference }) => {
    const before = difference?.before.report ?? report;
    return [
      code(report.entityRef),
      text(report.scorecardTitle),
      text(change(before.level, report.level) + exemptions(report)),
      change(before.score, report.score),
      ...(baseline === undefined
        ? []
        : [difference?.worse.length ?? '', difference?.better.length ?? '']),
    ];
  });
  const [head, line] =
    baseline === undefined
      ? ['| Entity | Scorecard | Level | Score |', '| --- | --- | --- | --- |']
      : [
          '| Entity | Scorecard | Level | Score | Worse | Better |',
          '| --- | --- | --- | --- | ---: | ---: |',
        ];
  return [
    ...(baseline === undefined ? [] : [`Compared with ${code(baseline)}:`, '']),
    head,
    line,
    ...rows.map(cells => `| ${cells.join(' | ')} |`),
  ].join('\n');
}

function standingOf(grade: ComparedGrade, item: Item): string[] {
  const open = openStepsOf(grade);
  return [
    headline(grade),
    ladderOf(grade),
    ...(open.length === 0
      ? ['Nothing is missing that files can prove.']
      : [
          '### Next steps',
          open.map(result => item(grade.report, result)).join('\n'),
        ]),
    ...exemptListOf(grade, item),
    ...waitingOf(grade),
  ];
}

function differenceOf(
  grade: ComparedGrade,
  { baseline = '' }: Grading,
  item: Item,
): string[] {
  const { report, difference } = grade;
  if (!difference) return [];
  const { worse, better, before } = difference;
  return [
    [
      `Compared with ${code(baseline)}:`,
      `level **${text(change(before.report.level, report.level))}**,`,
      `score **${change(before.report.score, report.score)}**,`,
      `${worse.length} worse, ${better.length} better.`,
    ].join(' '),
    ...(worse.length > 0
      ? ['### Worse', worse.map(result => item(report, result)).join('\n')]
      : ['Nothing got worse.']),
    ...(better.length > 0
      ? ['### Better', better.map(betterItem).join('\n')]
      : []),
  ];
}

/** What an exemption alone has made better is not mended. */
function betterItem({ level, title, status, detail = '' }: CheckResult) {
  const how = status === 'exempt' ? `: ${text(detail)}` : '';
  return `- **${text(level)}** ${text(title)}${how}`;
}

type Standing = string | number | null;

function change(before: Standing, now: Standing): string {
  const [old, current] = [before ?? 'none', now ?? 'none'];
  return old === current ? `${current}` : `${old} → ${current}`;
}

function headline({ report }: ComparedGrade): string {
  return `Level **${text(report.level ?? 'none')}**${exemptions(
    report,
  )}, score **${report.score ?? 'none'}**, coverage ${Math.floor(
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

function exemptListOf(grade: ComparedGrade, item: Item): string[] {
  const results = exemptOf(grade);
  return results.length === 0
    ? []
    : [
        '### Exempt',
        results.map(result => item(grade.report, result)).join('\n'),
      ];
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

type Item = (report: Report, result: CheckResult) => string;

/** What results ask for, told at length once and named where it comes again. */
function itemsOnce(): Item {
  const wasSaid = sayOnce();
  return ({ entityRef }, result) => {
    const name = `- **${text(result.level)}** ${text(result.title)}`;
    if (wasSaid(entityRef, result)) return `${name}, as above`;
    const places = placesOf(result);
    const more = places.length - maxPlaces;
    const where = [
      ...places.slice(0, maxPlaces).map(place => code(describePlace(place))),
      ...(more > 0 ? [`and ${more} more`] : []),
    ].join(', ');
    return [
      name,
      ` (${describeEffort(result.effortHours)}): ${text(messageOf(result))}`,
      where && ` ${where}`,
    ].join('');
  };
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
