import { FactSet } from '../facts';
import { Report } from '../report';
import { CompiledScorecard } from './compile';

/**
 * Options of {@link evaluateScorecard}.
 *
 * @public
 */
export interface EvaluateScorecardOptions {
  scorecard: CompiledScorecard;
  entityRef: string;
  facts: FactSet[];
  /** The moment of evaluation: facts that expired before it are stale. */
  now: Date;
  /** Why a check is excused, by check id. */
  exemptions?: Record<string, string>;
}

/**
 * Grades one entity against one scorecard. Pure: the same input gives the same report.
 *
 * @public
 */
export function evaluateScorecard(_options: EvaluateScorecardOptions): Report {
  throw new Error('not written yet');
}
