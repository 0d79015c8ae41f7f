import { isOpen, placesOf } from '@airworthy/backstage-plugin-readiness-common';
import { exemptOf, Grading } from './Grading';
import { count, exemptions, messageOf, sayOnce } from './wording';

/**
 * Annotations as GitHub reads them from the log of a workflow: what got worse
 * where there is a baseline, else all that is not met, and what is exempt. What several scorecards
 * say of one place is said once, for a step may have few annotations.
 */
export function formatGithub({ grades, prefix, notes }: Grading): string {
  const lines = notes.map(note => command('notice', {}, note));
  const wasSaid = sayOnce();
  for (const grade of grades) {
    const { report, difference } = grade;
    const shown =
      difference?.worse ??
      report.results.filter(result => isOpen(grade, result));
    const levels = report.levels.map(({ id }) => id);
    for (const result of shown) {
      const kind =
        (['error', 'warning'] as const)[
          result.status === 'fail' ? levels.indexOf(result.level) : 1
        ] ?? 'notice';
      const [place] = placesOf(result);
      if (wasSaid(report.entityRef, result)) continue;
      lines.push(
        command(
          kind,
          {
            file: place && `${prefix}${place.path}`,
            line: place?.line?.toString(),
            title: `${result.level} ${result.title}`,
          },
          messageOf(result),
        ),
      );
    }
    for (const result of exemptOf(grade)) {
      if (wasSaid(report.entityRef, result)) continue;
      const { path, line } = result.excuse ?? {};
      lines.push(
        command(
          'notice',
          {
            file: path && `${prefix}${path}`,
            line: line?.toString(),
            title: `${result.level} ${result.title}`,
          },
          messageOf(result),
        ),
      );
    }
    lines.push(
      command(
        'notice',
        { title: `${report.scorecardTitle} of ${report.entityRef}` },
        `Level ${report.level ?? 'none'}${exemptions(report)}, score ${
          report.score ?? 'none'
        }, ${count(shown.length, 'check')} ${
          difference ? 'worse' : 'not met'
        }.`,
      ),
    );
  }
  return `${lines.join('\n')}\n`;
}

function command(
  name: string,
  properties: Record<string, string | undefined>,
  message: string,
): string {
  const list = Object.entries(properties)
    .filter((entry): entry is [string, string] => entry[1] !== undefined)
    .map(([key, value]) => `${key}=${escapeProperty(value)}`);
  const head = [name, list.join(',')].filter(Boolean).join(' ');
  return `::${head}::${escapeMessage(message)}`;
}

function escapeMessage(text: string): string {
  return text.replace(
    /[%\r\n]/g,
    each =>
      `%${each.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

function escapeProperty(text: string): string {
  return escapeMessage(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
