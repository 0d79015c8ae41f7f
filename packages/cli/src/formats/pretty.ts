import {
  CheckResult,
  placesOf,
} from '@airworthy/backstage-plugin-readiness-common';
import { isOpen } from '../grade/compareGrades';
import { cleanLine } from '../terminal/cleanLine';
import { Paint } from '../terminal/style';
import { wrap } from '../terminal/wrap';
import { ComparedGrade, Grading } from './Grading';
import { count, describeEffort, describePlace, messageOf } from './wording';

/** How a text for people is laid out. */
export interface Layout {
  paint: Paint;
  /** Columns. */
  width: number;
}

/** The rest is in the other formats. */
const maxPlaces = 5;
const barWidth = 20;

/** For people at a terminal, and for logs. */
export function formatPretty(grading: Grading, layout: Layout): string {
  const { grades, notes, baseline } = grading;
  const sections = grades.map(grade =>
    [
      heading(grade, layout),
      ladder(grade, layout),
      categories(grade, layout),
      ...(grade.difference ? [difference(grade, baseline ?? '', layout)] : []),
      steps(grade, layout),
    ].join('\n\n'),
  );
  const remarks = notes.map(note => wrap(cleanLine(note), layout.width, ''));
  return `${[...sections, ...remarks].join('\n\n')}\n`;
}

function heading({ report }: ComparedGrade, { paint }: Layout): string {
  const level = report.level ?? 'no level';
  return [
    `${paint(cleanLine(report.scorecardTitle), 'bold')} of ${cleanLine(
      report.entityRef,
    )}`,
    `${paint(level, 'bold', report.level ? 'green' : 'red')} reached, score ${
      report.score ?? 'none'
    } of 100, by what files can prove; ${Math.floor(
      report.coverage * 100,
    )} % of the checks are known`,
  ].join('\n');
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
    const missing = [
      ...(open > 0 ? [`${count(open, 'check')} missing`] : []),
      ...(open === 0 && waiting.length < asked.length ? ['complete'] : []),
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
  baseline: string,
  layout: Layout,
): string {
  if (!found) return '';
  const { paint } = layout;
  const { before, worse, better } = found;
  return [
    `${paint(`Compared with ${cleanLine(baseline)}`, 'bold')}: level ${
      before.report.level ?? 'none'
    } -> ${report.level ?? 'none'}, score ${before.report.score ?? 'none'} -> ${
      report.score ?? 'none'
    }`,
    ...worse.map(({ level, title }) =>
      paint(`  worse   ${level} ${cleanLine(title)}`, 'red'),
    ),
    ...better.map(({ level, title }) =>
      paint(`  better  ${level} ${cleanLine(title)}`, 'green'),
    ),
    ...(worse.length + better.length === 0 ? ['  no check changed'] : []),
  ].join('\n');
}

/** What to do next: what lifts the level first, then by gain for effort. */
function steps(grade: ComparedGrade, layout: Layout): string {
  const { report, waiting } = grade;
  const open = new Map(
    report.results
      .filter(result => isOpen(grade, result))
      .map(result => [result.check, result] as const),
  );
  const waitingNote =
    waiting.size === 0
      ? []
      : [
          layout.paint(
            wrap(
              `No file proves ${count(
                waiting.size,
                'more check',
              )}: the catalog, pushed facts or attestations do.`,
              layout.width,
              '',
            ),
            'dim',
          ),
        ];
  if (open.size === 0) {
    return ['Nothing is missing that files can prove.', ...waitingNote].join(
      '\n',
    );
  }
  return [
    layout.paint('Next steps', 'bold'),
    ...report.nextSteps
      .flatMap(check => open.get(check) ?? [])
      .map(result => step(result, layout)),
    ...waitingNote,
  ].join('\n');
}

function step(result: CheckResult, { paint, width }: Layout): string {
  const indent = ' '.repeat(5);
  const { check, level, title, effortHours, status } = result;
  const places = placesOf(result);
  const more = places.length - maxPlaces;
  const colour = status === 'fail' ? 'red' : 'yellow';
  return [
    `  ${paint(cleanLine(level), colour)} ${cleanLine(title)} ${paint(
      `(${cleanLine(check)}, ${describeEffort(effortHours)})`,
      'dim',
    )}`,
    `${indent}${wrap(cleanLine(messageOf(result)), width, indent)}`,
    ...places
      .slice(0, maxPlaces)
      .map(place => indent + paint(cleanLine(describePlace(place)), 'cyan')),
    ...(more > 0 ? [`${indent}and ${more} more`] : []),
  ].join('\n');
}

function widest(texts: string[]): number {
  return texts.reduce((width, { length }) => Math.max(width, length), 0);
}
