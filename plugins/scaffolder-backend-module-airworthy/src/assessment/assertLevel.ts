import { Report } from '@airworthy/backstage-plugin-readiness-common';
import { InputError } from '@backstage/errors';
import { describeUnmet, unmet } from './wording';

/**
 * Stops whoever stands below a level.
 *
 * @throws InputError that lists what is missing, with file and line, or that
 * there is no such level
 */
export function assertLevel(report: Report, minimumLevel: string): void {
  const ids = report.levels.map(level => level.id);
  const wanted = ids.indexOf(minimumLevel);
  if (wanted < 0) {
    throw new InputError(
      `There is no level "${minimumLevel}"; there are: ${ids.join(', ')}`,
    );
  }
  if (report.levels[wanted].reached) {
    return;
  }
  const needed = new Set(ids.slice(0, wanted + 1));
  const missing = unmet(report).filter(result => needed.has(result.level));
  throw new InputError(
    [
      `Nothing was published: the workspace reaches ${
        report.level ?? 'no level'
      }, and ${minimumLevel} is needed. Missing:`,
      ...missing.map(result => `- ${describeUnmet(result)}`),
    ].join('\n'),
  );
}
