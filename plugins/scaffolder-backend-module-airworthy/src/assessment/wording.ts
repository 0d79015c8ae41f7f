import {
  CheckResult,
  Evidence,
  ProvableGrade,
  Report,
} from '@airworthy/backstage-plugin-readiness-common';

/** Results that keep a level from being reached. */
export function unmet({ nextSteps, results }: Report): CheckResult[] {
  const steps = new Set(nextSteps);
  return results.filter(({ check }) => steps.has(check));
}

/** `path:line`, or whatever is known of the place. */
export function placeOf(evidence: Evidence): string {
  const { path, line, url, note } = evidence;
  if (path) {
    return line ? `${path}:${line}` : path;
  }
  return url ?? note ?? '';
}

/** One line for a check that is not met: what is wrong, why, and where. */
export function describeUnmet(result: CheckResult): string {
  const unknown =
    result.status === 'unknown' ? ` Unknown: ${result.detail}` : '';
  const places = result.evidence.map(placeOf).filter(Boolean);
  const where = places.length > 0 ? ` (${places.slice(0, 5).join(', ')})` : '';
  return `${result.level} ${result.title}: ${result.message}${unknown}${where}`;
}

/** The levels as a ladder, the highest on top, with what is missing on each. */
export function describeLadder({ report, waiting }: ProvableGrade): string {
  const missing = unmet(report);
  const rungs = [...report.levels].reverse().flatMap(level => {
    const { pass, fail, unknown, exempt } = level.counts;
    return [
      `${level.reached ? '[x]' : '[ ]'} ${level.id} ${
        level.title
      }: ${pass} pass, ${fail} fail, ${unknown} unknown${
        exempt > 0 ? `, ${exempt} exempt` : ''
      }`,
      ...missing
        .filter(result => result.level === level.id)
        .map(result => `      - ${describeUnmet(result)}`),
    ];
  });
  return [
    `${report.scorecardTitle}: level ${report.level ?? 'none'}, score ${
      report.score ?? 'none'
    }, by what files can prove`,
    ...rungs,
    `${waiting.size} more checks wait for people or data`,
  ].join('\n');
}
