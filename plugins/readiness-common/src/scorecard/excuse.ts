import { CheckResult, Excuse, GrantedExemption, Report } from '../report';
import { RepositoryExemption } from './repositoryExemptions';

/**
 * Tells what becomes of results by exemptions: those granted elsewhere and
 * those that stand in the repository, all for the same scorecard. One for a
 * single check goes before one for all, then the one that ends last.
 */
export function excuserOf(
  granted: readonly GrantedExemption[],
  inRepository: readonly RepositoryExemption[],
  now: Date,
): (result: CheckResult) => CheckResult {
  const inForce = [
    ...granted,
    ...inRepository.flatMap(({ exemption, fault }) => (fault ? [] : exemption)),
  ]
    .filter(exemption => endOf(exemption) > now.getTime())
    .sort(byPrecedence);
  const faulty = inRepository.filter(({ fault }) => fault);

  return result => {
    const { check, status } = result;
    if (status !== 'fail' && status !== 'unknown') return result;
    const exemption = inForce.find(each => isFor(check, each));
    if (exemption) return excuse(result, status, exemption);
    const without = faulty.find(each => isFor(check, each.exemption));
    return without ? withDetail(result, describeFault(without)) : result;
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

function isFor(check: string, exemption: GrantedExemption): boolean {
  return exemption.check === undefined || exemption.check === check;
}

function byPrecedence(a: GrantedExemption, b: GrantedExemption): number {
  return (
    Number(a.check === undefined) - Number(b.check === undefined) ||
    // Where none of them ends, the difference is no number.
    endOf(b) - endOf(a) ||
    0
  );
}

/** A date that cannot be read is in the past. */
function endOf({ expiresAt }: Excuse): number {
  return expiresAt === undefined ? Infinity : Date.parse(expiresAt);
}

/** All that was seen of the result stays. */
function excuse(
  result: CheckResult,
  excused: 'fail' | 'unknown',
  { check: _, ...found }: GrantedExemption,
): CheckResult {
  return {
    ...withDetail(result, describeExcuse(found)),
    status: 'exempt',
    excuse: found,
    excused,
  };
}

function withDetail(result: CheckResult, detail: string): CheckResult {
  return {
    ...result,
    detail: [detail, result.detail].filter(Boolean).join(' '),
  };
}

function describeExcuse({
  reason,
  grantedBy,
  expiresAt,
  path,
  line,
}: Excuse): string {
  const until = expiresAt ? ` until ${expiresAt.slice(0, 10)}` : '';
  const by = grantedBy ? `, granted by ${grantedBy}` : '';
  const where = path ? ` in ${path}:${line}` : '';
  return `Exempt${until}${by}${where}: ${endSentence(reason.trim())}`;
}

function describeFault({ exemption, fault }: RepositoryExemption): string {
  const { path, line } = exemption;
  return `The exemption in ${path}:${line} does not count. ${fault}`;
}

function endSentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
