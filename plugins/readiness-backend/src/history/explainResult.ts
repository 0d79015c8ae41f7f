import {
  ChangeCause,
  CheckResult,
  FactChange,
  waitsForPeople,
} from '@airworthy/backstage-plugin-readiness-common';
import { ChangedResult, Comparison } from './comparison';
import { factDifferences } from './factDifferences';

/** Why a result is another one. */
export interface Explanation {
  cause: ChangeCause;
  /** Of the `service`, what of it changed. */
  facts?: FactChange[];
  /** In words, what happened. */
  reason?: string;
  /** Of the `rule`, the revision before. */
  fromRevision?: string;
}

/** The one cause that gave a result the status that it has now. */
export function explainResult(
  { byRule, byFacts, to }: ChangedResult,
  { before, scorecard, circumstances }: Comparison,
): Explanation {
  if (byRule.status === to.status) {
    const isOther = before.revision !== scorecard.revision;
    return {
      cause: 'rule',
      fromRevision: isOther ? before.revision : undefined,
    };
  }
  if (isOpen(byRule) && to.status === 'exempt') {
    return { cause: 'exemption', reason: to.excuse?.reason };
  }
  if (byRule.status === 'exempt' && isOpen(to)) {
    return { cause: 'exemption', reason: endOf(byRule, circumstances.now) };
  }
  if (isMissing(to)) {
    return { cause: 'data', reason: to.detail };
  }
  if (isMissing(byRule)) {
    return { cause: 'data', reason: byRule.detail };
  }
  if (byRule.status === byFacts.status) {
    return { cause: 'time', reason: to.detail };
  }
  const facts = before.circumstances
    ? factDifferences(to.facts, before.circumstances.facts, circumstances.facts)
    : [];
  return { cause: 'service', facts: facts.length > 0 ? facts : undefined };
}

function isOpen({ status }: CheckResult): boolean {
  return status === 'fail' || status === 'unknown';
}

/** Facts are missing; what nobody has attested is not missing from the facts. */
function isMissing(result: CheckResult): boolean {
  const { status, excused } = result;
  return (excused ?? status) === 'unknown' && !waitsForPeople(result);
}

function endOf({ excuse }: CheckResult, now: Date): string | undefined {
  if (!excuse) {
    return undefined;
  }
  const { reason, expiresAt } = excuse;
  return expiresAt !== undefined && Date.parse(expiresAt) <= now.getTime()
    ? `It expired on ${expiresAt.slice(0, 10)}: ${reason}`
    : `It ended: ${reason}`;
}
