import { Entity } from '@backstage/catalog-model';
import { ScorecardProblem } from '../api';
import { FactSchema } from '../facts';
import { CheckDocument, ScorecardDocument } from './document';

/**
 * A check that is ready to be evaluated.
 *
 * @public
 */
export interface CompiledCheck extends CheckDocument {
  /** Paths of all facts that its expressions look at, sorted. */
  facts: string[];
}

/**
 * A scorecard that is ready to be evaluated. Made by {@link compileScorecard} only.
 *
 * @public
 */
export interface CompiledScorecard {
  document: ScorecardDocument;
  /** SHA-256 or the like over the document's meaning; the same meaning gives the same revision. */
  revision: string;
  checks: CompiledCheck[];
  appliesTo(entity: Entity): boolean;
}

/**
 * Options of {@link compileScorecard}.
 *
 * @public
 */
export interface CompileScorecardOptions {
  /** YAML text of one document. */
  text: string;
  /** File or URL, for the problems. */
  source: string;
  /** Schemas of the facts by namespace: what the expressions are checked against. */
  schemas: Record<string, FactSchema>;
}

/**
 * Parses a scorecard and compiles its expressions. Reports all mistakes at
 * once, each with its place; there is a scorecard only when there is no problem.
 *
 * @public
 */
export function compileScorecard(_options: CompileScorecardOptions): {
  scorecard?: CompiledScorecard;
  problems: ScorecardProblem[];
} {
  throw new Error('not written yet');
}

/**
 * The same scorecard with only the checks whose facts are all of the given
 * namespaces, such as `['repo']` for what a repository can prove.
 *
 * @public
 */
export function restrictScorecard(
  _scorecard: CompiledScorecard,
  _namespaces: string[],
): CompiledScorecard {
  throw new Error('not written yet');
}
