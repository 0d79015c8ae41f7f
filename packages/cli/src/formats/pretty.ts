import { isOpen } from '@airworthy/backstage-plugin-readiness-common';
import { cleanLine } from '../terminal/cleanLine';
import { Layout } from '../terminal/Layout';
import { wrap } from '../terminal/wrap';
import {
  ComparedGrade,
  exemptOf,
  Grading,
  hasChanged,
  openStepsOf,
} from './Grading';
import { overview } from './overview';
import { Step, stepsOnce } from './step';
import { count, exemptions } from './wording';

const barWidth = 20;

/** For people at a terminal, and for logs. */
export function formatPretty(grading: Grading, layout: Layout): string {
  const { grades, notes, all } = grading;
  const step = stepsOnce(layout);
  const hasMany =
    new Set(grades.map(({ report }) => report.entityRef)).size > 1;
  const sections =
    hasMany && !all
      ? [
          overview(grades, layout),
          ...grades
            .filter(hasChanged)
            .map(grade =>
              [
                titleOf(grade, layout),
                difference(grade, grading, step, layout),
              ].join('\n'),
            ),
        ]
      : grades.map(grade => section(grade, grading, step, layout));
  const remarks = [
    ...notes,
    ...(hasMany && !all
      ? [
          '--entity <ref> shows the next steps of one of them, --all those of all.',
        ]
      : []),
  ].map(note => wrap(cleanLine(note), layout.width, ''));
  return `${[...sections, ...remarks].join('\n\n')}\n`;
}

function section(
  grade: ComparedGrade,
  grading: Grading,
  step: Step,
  layout: Layout,
): string {
  return [
    `${titleOf(grade, layout)}\n${standing(grade, layout)}`,
    ladder(grade, layout),
    categories(grade, layout),
    ...(grade.difference ? [difference(grade, grading, step, layout)] : []),
    steps(grade, grading, step, layout),
    ...exempt(grade, step, layout),
  ].join('\n\n');
}

function titleOf({ report }: ComparedGrade, { paint }: Layout): string {
  return `${paint(cleanLine(report.scorecardTitle), 'bold')} of ${cleanLine(
    report.entityRef,
  )}`;
}

function standing({ report }: ComparedGrade, { paint, width }: Layout): string {
  const level = report.level ?? 'no level';
  return wrap(
    `${paint(
      level,
      'bold',
      report.level ? 'green' : 'red',
    )} reached${exemptions(report)}, score ${
      report.score ?? 'none'
    } of 100, by what files can prove; ${Math.floor(
      report.coverage * 100,
    )} % of the checks are known`,
    width,
    '',
  );
}

/** The highest level on top. */
function ladder(grade: ComparedGrade, { paint }: Layout): string {
  const { report } = grade;
  const titles = report.levels.map(({ id, title }) =>
    cleanLine(`${id} ${title}`),
  );
  const width = widest(titles);
  const rungs = report.levels.map(({ id, reached }, index) => {
    const open = report.results.filter(
      result => result.level === id && isOpen(grade, result),
    ).length;
    const mark = reached ? paint('[x]', 'green') : paint('[ ]', 'dim');
    const asked = report.results.filter(({ level }) => level === id);
    const waiting = asked.filter(({ check }) => grade.waiting.has(check));
    const exempted = asked.filter(({ status }) => status === 'exempt').length;
    const missing = [
      ...(open > 0 ? [`${count(open, 'check')} missing`] : []),
      ...(open === 0 && waiting.length < asked.length ? ['complete'] : []),
      ...(exempted > 0 ? [`${exempted} exempt`] : []),
      ...(waiting.length > 0 ? [`${waiting.length} that no file proves`] : []),
    ].join(', ');
    return `  ${mark} ${titles[index].padEnd(width)}  ${paint(
      missing,
      open === 0 ? 'green' : 'yellow',
    )}`;
  });
  return rungs.reverse().join('\n');
}

function categories({ report, waiting }: ComparedGrade, layout: Layout) {
  const { paint } = layout;
  const applicable = new Map<string, { pass: number; all: number }>();
  for (const { check, category, status } of report.results) {
    const isCounted =
      status === 'pass' ||
      status === 'fail' ||
      (status === 'unknown' && !waiting.has(check));
    if (!isCounted) continue;
    const sum = applicable.get(category) ?? { pass: 0, all: 0 };
    applicable.set(category, {
      pass: sum.pass + (status === 'pass' ? 1 : 0),
      all: sum.all + 1,
    });
  }
  const names = [...applicable.keys()].map(cleanLine);
  const width = widest(names);
  return [...applicable.values()]
    .map(({ pass, all }, index) => {
      const filled = Math.floor((barWidth * pass) / all);
      const bar = `${paint('#'.repeat(filled), 'green')}${paint(
        '.'.repeat(barWidth - filled),
        'dim',
      )}`;
      return `  ${names[index].padEnd(width)}  ${bar}  ${pass}/${all}`;
    })
    .join('\n');
}

function difference(
  { report, difference: found }: ComparedGrade,
  { baseline = '' }: Grading,
  step: Step,
  { paint }: Layout,
): string {
  if (!found) return '';
  const { before, worse, better } = found;
  return [
    `${paint(`Compared with ${cleanLine(baseline)}`, 'bold')}: level ${
      before.report.level ?? 'none'
    } -> ${report.level ?? 'none'}, score ${before.report.score ?? 'none'} -> ${
      report.score ?? 'none'
    }`,
    ...worse.map(result => step(report, result, `${paint('worse', 'red')}   `)),
    ...better.map(({ level, title, status }) =>
      paint(
        `  ${status === 'exempt' ? 'exempt' : 'better'}  ${level} ${cleanLine(
          title,
        )}`,
        'green',
      ),
    ),
    ...(worse.length + better.length === 0 ? ['  no check changed'] : []),
  ].join('\n');
}

/** What to do next: what lifts the level first, then by gain for effort. */
function steps(
  grade: ComparedGrade,
  { all }: Grading,
  step: Step,
  { paint, width }: Layout,
): string {
  const { report, waiting } = grade;
  const open = openStepsOf(grade);
  const shown = open.filter(({ level }) => all || level === open[0].level);
  const rest = open.slice(shown.length);
  const levels = [...new Set(rest.map(({ level }) => level))].join(', ');
  const remarks = [
    ...(rest.length > 0
      ? [`${count(rest.length, 'more step')} for ${levels}: --all shows them.`]
      : []),
    ...(waiting.size > 0
      ? [
          `No file proves ${count(
            waiting.size,
            'more check',
          )}: the catalog, pushed facts or attestations do.`,
        ]
      : []),
  ].map(remark => paint(wrap(cleanLine(remark), width, ''), 'dim'));
  return [
    ...(open.length === 0
      ? ['Nothing is missing that files can prove.']
      : [paint('Next steps', 'bold')]),
    ...shown.map(result => step(report, result)),
    ...remarks,
  ].join('\n');
}

/** What is excused, and why. */
function exempt(grade: ComparedGrade, step: Step, { paint }: Layout): string[] {
  const results = exemptOf(grade);
  return results.length === 0
    ? []
    : [
        [
          paint('Exempt', 'bold'),
          ...results.map(result => step(grade.report, result)),
        ].join('\n'),
      ];
}

function widest(texts: string[]): number {
  return texts.reduce((width, { length }) => Math.max(width, length), 0);
}
