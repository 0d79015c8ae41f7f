import { Environment, EvaluationError } from '@marcbachmann/cel-js';
import { FactSchema } from '../../facts';
import { createTypeChecker, evaluation } from './environments';
import { ExpressionMistake, findReferences } from './references';

/**
 * A compiled expression.
 *
 * @public
 */
export interface Expression {
  /** Paths of the facts that it looks at, sorted. */
  readonly facts: readonly string[];
  /**
   * Computes its value over facts by namespace and the moment `now`.
   *
   * @throws Error with a message for people when it has no value, such as for
   * an index that is out of bounds.
   */
  evaluate(variables: Record<string, unknown>): unknown;
}

/**
 * The compiled expressions of a check.
 *
 * @public
 */
export interface CheckExpressions {
  readonly when?: Expression;
  readonly pass: Expression;
  readonly evidence?: Expression;
}

/** What the value of an expression is for. */
export type ExpressionPurpose = 'condition' | 'evidence';

/** Compiles expressions over facts of the given schemas. */
export class ExpressionCompiler {
  readonly #schemas: Record<string, FactSchema>;
  readonly #typeChecker: Environment;

  /** @throws TypeError when a schema is not one that facts may have. */
  constructor(schemas: Record<string, FactSchema>) {
    this.#schemas = schemas;
    this.#typeChecker = createTypeChecker(schemas);
  }

  /** There is an expression only when there is no mistake. */
  compile(
    text: string,
    purpose: ExpressionPurpose,
  ): { expression?: Expression; mistakes: ExpressionMistake[] } {
    try {
      const run = evaluation.parse(text);
      const { facts, mistakes } = findReferences(run.ast, this.#schemas, name =>
        this.#typeChecker.hasVariable(name),
      );
      if (mistakes.length > 0) return { mistakes };

      const { type, error } = this.#typeChecker.check(text);
      // Without types the same expression may still be found wrong.
      const mistake = error ?? run.check().error;
      if (mistake) throw mistake;

      const wrongType = describeWrongType(type ?? 'dyn', purpose);
      if (wrongType) return { mistakes: [{ message: wrongType, offset: 0 }] };

      return {
        expression: {
          facts,
          evaluate: variables => {
            try {
              return run(variables);
            } catch (failure) {
              throw new Error(summaryOf(failure));
            }
          },
        },
        mistakes: [],
      };
    } catch (error) {
      const offset = (error as EvaluationError).range?.start ?? 0;
      return { mistakes: [{ message: summaryOf(error), offset }] };
    }
  }
}

// The message of a CEL error repeats the source over several lines.
function summaryOf(error: unknown): string {
  const { summary, message } = error as Partial<EvaluationError>;
  return summary ?? message ?? String(error);
}

function describeWrongType(
  type: string,
  purpose: ExpressionPurpose,
): string | undefined {
  if (purpose === 'condition') {
    return type === 'bool'
      ? undefined
      : `must be a boolean, but is of type ${type}`;
  }
  if (type === 'dyn' || type === 'list') return undefined;
  const [, item] = /^list<(.+)>$/.exec(type) ?? [];
  if (!item) {
    return `must be a list of records or strings, but is of type ${type}`;
  }
  return /^(bool|double|int|uint|bytes|list<.*|null|type)$/.test(item)
    ? `must be a list of records or strings, but is a list of ${item}`
    : undefined;
}
