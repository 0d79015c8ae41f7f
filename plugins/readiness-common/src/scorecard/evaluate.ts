import { Evidence, FactSet } from '../facts';
import { CheckResult, GrantedExemption, Report, ResultStatus } from '../report';
import { attest, attestingFacts } from './attest';
import { CompiledCheck, CompiledScorecard } from './compile';
import { decide } from './decide';
import { maxEvidence, toEvidence } from './evidence';
import { excuserOf } from './excuse';
import { Expression } from './expressions/Expression';
import { Ignorance, KnownFacts } from './KnownFacts';
import { exemptionsIn, RepositoryExemptionRules } from './repositoryExemptions';
import {
  attestation,
  countResults,
  coverageOf,
  nextStepsOf,
  scoreOf,
  standingsOf,
} from './standing';

/**
 * Options of {@link evaluateScorecard}.
 *
 * @public
 */
export interface EvaluateScorecardOptions {
  scorecard: CompiledScorecard;
  entityRef: string;
  /** One set for each namespace that has been observed. */
  facts: FactSet[];
  /** The moment of evaluation: facts that expired before it are stale. */
  now: Date;
  /**
   * What was granted for the entity and the scorecard. One that has ended does
   * not count.
   */
  exemptions?: readonly GrantedExemption[];
  /**
   * What is asked of exemptions that stand in the repository; `false` when they
   * do not count. When absent they must end, within 180 days.
   */
  repositoryExemptions?: RepositoryExemptionRules | false;
}

/**
 * Grades one entity against one scorecard. Pure: the same input gives the same
 * report. Facts that do not keep to their schema make results unknown; nothing
 * in them makes it throw.
 *
 * A check is unknown when facts that decide it are missing, stale or beset by a
 * problem. What is known decides alone where it can: one side of `||` that
 * holds, one side of `&&` that does not, something that exists in the known
 * part of a list.
 *
 * @public
 */
export function evaluateScorecard(options: EvaluateScorecardOptions): Report {
  const { scorecard, entityRef, now } = options;
  const facts = new KnownFacts(options.facts, now);
  const { exemptions = [], repositoryExemptions: rules } = options;
  const { name } = scorecard.document.metadata;
  const inRepository =
    rules === false
      ? []
      : exemptionsIn(facts, now, rules).filter(
          each => each.scorecard === undefined || each.scorecard === name,
        );
  const excuse = excuserOf(exemptions, inRepository, now);

  const evaluated = scorecard.checks.map(check => {
    const outcome = outcomeOf(check, facts, now);
    const result = excuse(resultOf(check, outcome, facts));
    return { result, isMendable: outcome.isMendable };
  });

  return reportOf(
    scorecard,
    entityRef,
    evaluated.map(({ result }) => result),
    evaluated.flatMap(({ result, isMendable }) => (isMendable ? result : [])),
  );
}

/**
 * What results come to: those of all checks of a scorecard, in its order.
 *
 * @param mendable - those that somebody can do something about, were they open
 *
 * @public
 */
export function reportOf(
  { document: { metadata, spec } }: CompiledScorecard,
  entityRef: string,
  results: CheckResult[],
  mendable = results,
): Report {
  const levels = standingsOf(spec.levels, results);
  const counts = countResults(results);
  return {
    scorecard: metadata.name,
    scorecardTitle: metadata.title,
    entityRef,
    level: levels.findLast(({ reached }) => reached)?.id ?? null,
    score: scoreOf(results),
    coverage: coverageOf(counts),
    counts,
    levels,
    results,
    nextSteps: nextStepsOf(spec.levels, mendable),
  };
}

/** A detail is read, not studied; the evidence says more. */
const maxReasons = 3;

interface Outcome {
  status: ResultStatus;
  detail?: string;
  awaits?: string[];
  evidence?: Evidence[];
  /** Whether somebody can do something about it now. */
  isMendable: boolean;
}

const unattested: Outcome = {
  status: 'unknown',
  detail: 'No file proves this, and nobody has attested it.',
  awaits: [attestation],
  isMendable: true,
};

function resultOf(
  check: CompiledCheck,
  { status, detail, awaits, evidence = [] }: Outcome,
  facts: KnownFacts,
): CheckResult {
  return {
    check: check.id,
    title: check.title,
    status,
    level: check.level,
    category: check.category,
    weight: check.weight,
    effortHours: check.effortHours,
    message: check.message,
    reason: check.reason,
    detail,
    awaits,
    evidence,
    fix: check.fix,
    facts: check.facts,
    observedAt: facts.observedAt(check.facts),
  };
}

function outcomeOf(
  check: CompiledCheck,
  facts: KnownFacts,
  now: Date,
): Outcome {
  const { when, pass, evidence } = check.expressions;
  const applies = when ? decide(when, facts) : true;
  if (typeof applies !== 'boolean') return unknown(applies);
  if (!applies) {
    const words = check.applies ? `${check.applies}.` : `when ${check.when}`;
    return {
      status: 'not-applicable',
      detail: `Applies ${words}`,
      isMendable: false,
    };
  }
  const passes = pass && decide(pass, facts, true);
  if (passes !== true && check.attestation) {
    const attested = attest(check.id, check.attestation, facts, now);
    if (attested) {
      const { holds, ...rest } = attested;
      return { status: holds ? 'pass' : 'fail', isMendable: !holds, ...rest };
    }
    const ignorance = facts.ignoranceOf(attestingFacts(check.attestation));
    if (typeof passes === 'object') {
      // Who knows need not wait for data.
      const outcome = unknown(passes);
      return { ...outcome, isMendable: outcome.isMendable || !ignorance };
    }
    // Somebody may have, where it cannot be read.
    if (ignorance) return unknown(ignorance);
  }
  if (passes === undefined) return unattested;
  if (typeof passes !== 'boolean') return unknown(passes);
  return {
    status: passes ? 'pass' : 'fail',
    isMendable: !passes,
    evidence: evidence && gather(evidence, facts),
  };
}

function unknown({ facts, problems, isMendable }: Ignorance): Outcome {
  const reasons = new Set(problems.map(({ reason }) => reason));
  return {
    status: 'unknown',
    detail: [...reasons].slice(0, maxReasons).join(' '),
    awaits: facts,
    isMendable,
    evidence: problems
      .filter(problem => problem.path !== undefined)
      .slice(0, maxEvidence)
      .map(({ path, line, reason }) => ({ path, line, note: reason })),
  };
}

// Evidence supports a result and is not part of it: without it the result stands.
function gather(evidence: Expression, facts: KnownFacts): Evidence[] {
  if (!facts.havePart(evidence.facts)) return [];
  try {
    return toEvidence(evidence.evaluate(facts.variables));
  } catch {
    return [];
  }
}
