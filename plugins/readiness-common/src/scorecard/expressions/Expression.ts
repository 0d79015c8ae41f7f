import {
  ASTNode,
  Environment,
  EvaluationError,
  ParseResult,
} from '@marcbachmann/cel-js';
import { FactSchema } from '../../facts';
import { ConditionPart, takeApart } from './conditionParts';
import { createTypeChecker, parseExpression } from './environments';
import { ExpressionMistake, findReferences, References } from './references';

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
 * A compiled condition.
 *
 * @public
 */
export interface Condition extends Expression {
  /** The same condition, taken apart where one part can decide alone. */
  readonly parts: Proposition;
}

/**
 * Part of a condition. A `whole` is known when all of its facts are; one with
 * `settled` looks at a single list, and is known as well when it has that value
 * for a part of the list: more items would not change it.
 *
 * @public
 */
export type Proposition =
  | { op: 'or' | 'and'; parts: Proposition[] }
  | { op: 'not'; part: Proposition }
  | { op: 'whole'; expression: Expression; settled?: boolean };

/**
 * The compiled expressions of a check. One without `pass` is for people to
 * attest.
 *
 * @public
 */
export interface CheckExpressions {
  readonly when?: Condition;
  readonly pass?: Condition;
  readonly evidence?: Expression;
}

/** What the value of an expression is for. */
export type ExpressionPurpose = 'condition' | 'evidence';

/** A compiled expression, only when there is no mistake. */
export interface Compiled {
  expression?: Condition;
  mistakes: ExpressionMistake[];
}

/** Compiles expressions over facts of the given schemas. */
export class ExpressionCompiler {
  readonly #schemas: Record<string, FactSchema>;
  readonly #typeChecker: Environment;

  /** @throws TypeError when a schema is not one that facts may have. */
  constructor(schemas: Record<string, FactSchema>) {
    this.#schemas = schemas;
    this.#typeChecker = createTypeChecker(schemas);
  }

  compile(text: string, purpose: ExpressionPurpose): Compiled {
    try {
      const run = parseExpression(text);
      const { facts, mistakes } = this.#referencesOf(run.ast);
      if (mistakes.length > 0) return { mistakes };

      const { type, error } = this.#typeChecker.check(text);
      // Without types the same expression may still be found wrong.
      const mistake = error ?? run.check().error;
      if (mistake) throw mistake;

      const wrongType = describeWrongType(type ?? 'dyn', purpose);
      if (wrongType) return { mistakes: [{ message: wrongType, offset: 0 }] };

      const split = once(() => this.#proposition(takeApart(run.ast)));
      return {
        expression: {
          ...expressionOf(run, facts),
          // Rarely looked at: most facts are known.
          get parts() {
            return split();
          },
        },
        mistakes: [],
      };
    } catch (error) {
      const offset = (error as EvaluationError).range?.start ?? 0;
      return { mistakes: [{ message: summaryOf(error), offset }] };
    }
  }

  #proposition(part: ConditionPart): Proposition {
    switch (part.op) {
      case 'not':
        return { op: 'not', part: this.#proposition(part.part) };
      case 'whole': {
        const { node, settled } = part;
        const { facts } = this.#referencesOf(node);
        const expression = expressionOf(
          parseExpression(node.input.slice(node.start, node.end)),
          facts,
        );
        return facts.length === 1
          ? { op: 'whole', expression, settled }
          : { op: 'whole', expression };
      }
      default:
        return {
          op: part.op,
          parts: part.parts.map(each => this.#proposition(each)),
        };
    }
  }

  #referencesOf(node: ASTNode): References {
    return findReferences(node, this.#schemas, name =>
      this.#typeChecker.hasVariable(name),
    );
  }
}

function expressionOf(run: ParseResult, facts: string[]): Expression {
  return {
    facts,
    evaluate: variables => {
      try {
        return run(variables);
      } catch (failure) {
        throw new Error(summaryOf(failure));
      }
    },
  };
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
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
