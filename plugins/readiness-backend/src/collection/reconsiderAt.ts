import { firstExemptionEnd } from '@airworthy/backstage-plugin-readiness-common';
import { looksAtTheClock } from '../scorecards/Standards';
import { MadeReport } from './evaluateEntity';

/**
 * When reports may be others although nothing else has changed: an exemption
 * that they rest on ends, or a day begins and a check looks at dates. `null`
 * for never.
 */
export function reconsiderAt(reports: MadeReport[], now: Date): string | null {
  const moments = reports.flatMap(({ scorecard, report }) => {
    const end = firstExemptionEnd(report);
    return [
      ...(end === undefined ? [] : [new Date(end).toISOString()]),
      ...(looksAtTheClock(scorecard) ? [nextDay(now)] : []),
    ];
  });
  return moments.sort()[0] ?? null;
}

function nextDay(now: Date): string {
  const day = new Date(now);
  day.setUTCHours(24, 0, 0, 0);
  return day.toISOString();
}
