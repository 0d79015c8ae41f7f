import { Entity } from '@backstage/catalog-model';
import { filterPredicateToFilterFunction } from '@backstage/filter-predicates';
import { ScorecardProblem } from '../api/scorecards';
import { FactSchema } from '../facts';
import { attestingFacts } from './attest';
import { CheckDocument, ScorecardDocument } from './document';
import { scorecardDocumentSchema } from './documentSchema';
import { CheckExpressions, ExpressionCompiler } from './expressions/Expression';
import { reviewChecks } from './reviewChecks';
import { resolveUses } from './resolveUses';
import { reviewShape } from './reviewShape';
import { revisionOf } from './revision';
import { toProblems } from './toProblems';
import { PlacedMistake, YamlSource } from './YamlSource';

/**
 * A check that is ready to be evaluated.
 *
 * @public
 */
export interface CompiledCheck extends CheckDocument {
  /** Paths of all facts that its expressions look at, sorted. */
  facts: string[];
  readonly expressions: CheckExpressions;
}

/**
 * A scorecard that is ready to be evaluated. Made by {@link compileScorecard} only.
 *
 * @public
 */
export interface CompiledScorecard {
  document: ScorecardDocument;
  /**
   * SHA-256 over the meaning of the document, in hexadecimal digits: layout,
   * comments and the order of keys do not change it.
   */
  revision: string;
  /** In the order of the document. */
  checks: CompiledCheck[];
  /** Whether the scorecard grades the entity at all. */
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
  /** Scorecards whose checks it may use. */
  library?: readonly CompiledScorecard[];
}

/**
 * A scorecard, or the mistakes for which there is none.
 *
 * @public
 */
export interface CompilationOutcome {
  scorecard?: CompiledScorecard;
  problems: ScorecardProblem[];
}

/**
 * Parses a scorecard and compiles its expressions. Reports all mistakes at
 * once, each with its place, in the order of the text; there is a scorecard
 * only when there is no problem. No text makes it throw.
 *
 * Expressions may use the facts of all given namespaces, and `now`, the moment
 * of evaluation as a CEL timestamp.
 *
 * @throws TypeError when a schema is not one that facts may have.
 *
 * @public
 */
export function compileScorecard(
  options: CompileScorecardOptions,
): CompilationOutcome {
  const { source: written, mistakes } = YamlSource.parse(options.text);
  if (!written) return { problems: toProblems(options.source, mistakes) };

  const { source, ...uses } = resolveUses(written, options.library ?? []);
  return compileSource(source, options, [...mistakes, ...uses.mistakes]);
}

/**
 * Options of {@link recompileScorecard}.
 *
 * @public
 */
export interface RecompileScorecardOptions
  extends Pick<CompileScorecardOptions, 'source' | 'schemas'> {
  /** Of a scorecard that was compiled before: the checks that it uses are in it. */
  document: ScorecardDocument;
}

/**
 * Compiles a document that is on record, without the scorecards whose checks it
 * used: they may be others by now. There are problems when the facts have
 * another shape than they had when it was written.
 *
 * @throws TypeError when a schema is not one that facts may have.
 *
 * @public
 */
export function recompileScorecard(
  options: RecompileScorecardOptions,
): CompilationOutcome {
  return compileSource(YamlSource.of(options.document), options, []);
}

function compileSource(
  source: YamlSource,
  options: Pick<CompileScorecardOptions, 'source' | 'schemas'>,
  mistakes: PlacedMistake[],
): CompilationOutcome {
  const shape = reviewShape(source, scorecardDocumentSchema);
  const checks = reviewChecks(source, new ExpressionCompiler(options.schemas));
  const problems = toProblems(options.source, [
    ...mistakes,
    ...shape.mistakes,
    ...checks.mistakes,
  ]);
  return shape.value && problems.length === 0
    ? {
        scorecard: assemble(shape.value, checks.expressions),
        problems,
      }
    : { problems };
}

function assemble(
  document: ScorecardDocument,
  expressions: CheckExpressions[],
): CompiledScorecard {
  return {
    document,
    revision: revisionOf(document),
    checks: document.spec.checks.map((check, index) => ({
      ...check,
      facts: factsOf(check, expressions[index]),
      expressions: expressions[index],
    })),
    appliesTo: filterPredicateToFilterFunction<Entity>(document.spec.appliesTo),
  };
}

function factsOf(
  { attestation }: CheckDocument,
  { when, pass, evidence }: CheckExpressions,
): string[] {
  const paths = [when, pass, evidence].flatMap(part => part?.facts ?? []);
  const attesting = attestation ? attestingFacts(attestation) : [];
  return [...new Set([...paths, ...attesting])].sort();
}
