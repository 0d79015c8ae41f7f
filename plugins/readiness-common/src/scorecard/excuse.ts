import { CheckResult, Excuse, Report } from '../report';

/**
 * An exemption that was granted for one entity and one scorecard.
 *
 * @public
 */
export interface GrantedExemption extends Excuse {
  /** Id of the check; absent for all checks of the scorecard. */
  check?: string;
}

/**
 * Those of some exemptions that have not ended at a moment, the first to be
 * used first: what is for one check before what is for all, then the one that
 * ends last.
 */
export function exemptionsInForce(
  exemptions: readonly GrantedExemption[],
  now: Date,
): GrantedExemption[] {
  return exemptions
    .filter(exemption => endOf(exemption) > now.getTime())
    .sort(
      (a, b) =>
        Number(a.check === undefined) - Number(b.check === undefined) ||
        // None ends at all: that is no number.
        endOf(b) - endOf(a) ||
        0,
    );
}

/**
 * Excuses a result that fails or is unknown by the first of the exemptions
 * that is for it. What was seen of it stays.
 */
export function excuse(
  result: CheckResult,
  inForce: readonly GrantedExemption[],
): CheckResult {
  const { status, check } = result;
  if (status !== 'fail' && status !== 'unknown') return result;
  const exemption = inForce.find(
    each => each.check === undefined || each.check === check,
  );
  if (!exemption) return result;
  const { check: _, ...found } = exemption;
  return {
    ...result,
    status: 'exempt',
    detail: [describeExcuse(found), result.detail].filter(Boolean).join(' '),
    excuse: found,
    excused: status,
  };
}

/**
 * When the first of the exemptions that a report rests on ends, ISO 8601: from
 * then on it may be another one although nothing else has changed. `undefined`
 * when none ends.
 *
 * @public
 */
export function firstExemptionEnd({
  results,
}: Pick<Report, 'results'>): string | undefined {
  return results
    .flatMap(result => result.excuse?.expiresAt ?? [])
    .reduce<string | undefined>(
      (first, end) =>
        first !== undefined && Date.parse(first) <= Date.parse(end)
          ? first
          : end,
      undefined,
    );
}

/** A date that cannot be read is in the past. */
function endOf({ expiresAt }: Excuse): number {
  return expiresAt === undefined ? Infinity : Date.parse(expiresAt);
}

function describeExcuse({ reason, grantedBy, expiresAt }: Excuse): string {
  const until = expiresAt ? ` until ${expiresAt.slice(0, 10)}` : '';
  const by = grantedBy ? `, granted by ${grantedBy}` : '';
  return `Exempt${until}${by}: ${endSentence(reason.trim())}`;
}

function endSentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
