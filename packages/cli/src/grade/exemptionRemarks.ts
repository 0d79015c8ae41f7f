import {
  CompiledScorecard,
  FactSet,
  RepositoryExemption,
  repositoryExemptions,
} from '@airworthy/backstage-plugin-readiness-common';
import { suggestChecks } from './suggestChecks';

/** What whoever wrote exemptions should know: which of them do not count, and why. */
export function exemptionRemarks(
  repo: FactSet,
  scorecards: CompiledScorecard[],
  now: Date,
): string[] {
  const unread = repo.problems
    .filter(({ fact }) => /^repo\.exemptions\b/.test(fact))
    .map(({ reason }) => reason);
  const remarks = repositoryExemptions({ facts: [repo], now }).flatMap(each => {
    const { path, line } = each.exemption;
    const remark = strangerOf(each, scorecards) ?? each.fault;
    return remark
      ? [`The exemption in ${path}:${line} does not count. ${remark}`]
      : [];
  });
  return [...unread, ...remarks];
}

/** What it names that there is not. */
function strangerOf(
  { scorecard, exemption: { check } }: RepositoryExemption,
  scorecards: CompiledScorecard[],
): string | undefined {
  const named = scorecards.filter(
    ({ document }) =>
      scorecard === undefined || scorecard === document.metadata.name,
  );
  if (named.length === 0) {
    const names = scorecards.map(({ document }) => document.metadata.name);
    return `There is no scorecard "${scorecard}" here; there are ${names.join(
      ', ',
    )}.`;
  }
  const isKnown =
    check === undefined ||
    named.some(({ checks }) => checks.some(({ id }) => id === check));
  return isKnown
    ? undefined
    : `No scorecard here has the check "${check}"${suggestChecks(
        check,
        named,
      )}.`;
}
