import { Evidence, FactSet } from '../facts';
import { CheckResult, Report, ResultStatus } from '../report';
import { CompiledCheck, CompiledScorecard } from './compile';
import { maxEvidence, toEvidence } from './evidence';
import { Expression } from './expressions/Expression';
import { KnownFacts } from './KnownFacts';
import {
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
  /** Why a check is excused, by check id. */
  exemptions?: Record<string, string>;
}

/**
 * Grades one entity against one scorecard. Pure: the same input gives the same
 * report. Facts that do not keep to their schema make results unknown; nothing
 * in them makes it throw.
 *
 * A check is unknown when any fact that its condition, or the check itself,
 * looks at is missing, stale or beset by a problem, whatever the others say.
 *
 * @public
 */
export function evaluateScorecard(options: EvaluateScorecardOptions): Report {
  const { scorecard, entityRef, exemptions = {} } = options;
  const { metadata, spec } = scorecard.document;
  const facts = new KnownFacts(options.facts, options.now);

  const results = scorecard.checks.map(check => {
    const result = evaluateCheck(check, facts);
    return Object.hasOwn(exemptions, check.id)
      ? excuse(result, exemptions[check.id])
      : result;
  });

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
    nextSteps: nextStepsOf(spec.levels, results),
  };
}

/** A detail is read, not studied; the evidence says more. */
const maxReasons = 3;

interface Outcome {
  status: ResultStatus;
  detail?: string;
  evidence?: Evidence[];
}

function evaluateCheck(check: CompiledCheck, facts: KnownFacts): CheckResult {
  const { status, detail, evidence = [] } = outcomeOf(check, facts);
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
    evidence,
    fix: check.fix,
    facts: check.facts,
    observedAt: facts.observedAt(check.facts),
  };
}

function outcomeOf(check: CompiledCheck, facts: KnownFacts): Outcome {
  const { when, pass, evidence } = check.expressions;
  const applies = when ? decide(when, facts) : true;
  if (typeof applies !== 'boolean') return applies;
  if (!applies) {
    return { status: 'not-applicable', detail: `Applies when ${check.when}` };
  }
  const passes = decide(pass, facts);
  if (typeof passes !== 'boolean') return passes;
  return {
    status: passes ? 'pass' : 'fail',
    evidence: evidence && gather(evidence, facts),
  };
}

/** The value of a condition, or that it is unknown and why. */
function decide(condition: Expression, facts: KnownFacts): boolean | Outcome {
  const ignorance = facts.ignoranceOf(condition.facts);
  if (ignorance) {
    return {
      status: 'unknown',
      detail: ignorance.reasons.slice(0, maxReasons).join(' '),
      evidence: ignorance.evidence.slice(0, maxEvidence),
    };
  }
  try {
    const value = condition.evaluate(facts.variables);
    if (typeof value === 'boolean') return value;
    return {
      status: 'unknown',
      detail: 'The facts do not keep to their schema.',
    };
  } catch (error) {
    return { status: 'unknown', detail: (error as Error).message };
  }
}

// Evidence supports a result and is not part of it: without it the result stands.
function gather(evidence: Expression, facts: KnownFacts): Evidence[] {
  if (facts.ignoranceOf(evidence.facts)) return [];
  try {
    return toEvidence(evidence.evaluate(facts.variables));
  } catch {
    return [];
  }
}

function excuse(result: CheckResult, reason: string): CheckResult {
  return result.status === 'fail' || result.status === 'unknown'
    ? { ...result, status: 'exempt', detail: reason }
    : result;
}
