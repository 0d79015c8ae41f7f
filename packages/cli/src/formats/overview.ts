import { cleanLine } from '../terminal/cleanLine';
import { Layout } from '../terminal/Layout';
import { ComparedGrade, openStepsOf } from './Grading';
import { count, exemptions } from './wording';

/** Where each entity stands by each scorecard, a line for each. */
export function overview(grades: ComparedGrade[], { paint }: Layout): string {
  const rows = grades.map(grade => {
    const { report } = grade;
    const open = openStepsOf(grade);
    const missing = open.filter(({ level }) => level === open[0].level);
    return {
      entity: cleanLine(report.entityRef),
      scorecard: cleanLine(report.scorecardTitle),
      level: cleanLine(report.level ?? '-'),
      isReached: report.level !== null,
      score: report.score === null ? '-' : report.score.toFixed(1),
      missing: `${
        missing.length === 0
          ? 'nothing is missing that files can prove'
          : `${count(missing.length, 'check')} missing for ${cleanLine(
              missing[0].level,
            )}`
      }${exemptions(report)}`,
    };
  });
  const width = (text: (row: (typeof rows)[number]) => string) =>
    Math.max(...rows.map(row => text(row).length));
  const scorecards = width(({ scorecard }) => scorecard);
  const levels = width(({ level }) => level);
  return rows
    .flatMap((row, index) => [
      ...(row.entity === rows[index - 1]?.entity
        ? []
        : [...(index > 0 ? [''] : []), paint(row.entity, 'bold')]),
      [
        `  ${row.scorecard.padEnd(scorecards)}`,
        paint(row.level.padEnd(levels), row.isReached ? 'green' : 'red'),
        row.score.padStart(5),
        row.missing,
      ].join('  '),
    ])
    .join('\n');
}
