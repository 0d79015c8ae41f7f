import { Environment, ParseResult } from '@marcbachmann/cel-js';
import { FactSchema } from '../../facts';
import { linearMatches, makeMatchesLinear, matches } from './matches';

// Far above what a check needs, and low enough that none takes long.
const limits = {
  maxAstNodes: 2000,
  maxDepth: 50,
  maxListElements: 500,
  maxMapEntries: 100,
};

/**
 * Evaluates over plain values, whose types it finds out as it goes. Facts are
 * checked against their schemas when an expression is compiled, so that here
 * nothing has to be wrapped and evidence comes back as it was observed.
 */
const evaluation = new Environment({
  unlistedVariablesAreDyn: true,
  homogeneousAggregateLiterals: false,
  limits,
})
  .registerVariable('now', 'google.protobuf.Timestamp')
  .registerFunction(`string.${linearMatches}(string): bool`, matches);

/** Parses an expression for evaluation. */
export function parseExpression(text: string): ParseResult {
  const run = evaluation.parse(text);
  makeMatchesLinear(run.ast);
  return run;
}

/** An environment that knows the types of facts, and only checks. */
export function createTypeChecker(
  schemas: Record<string, FactSchema>,
): Environment {
  const environment = new Environment({
    homogeneousAggregateLiterals: false,
    limits,
  })
    .registerVariable('now', 'google.protobuf.Timestamp')
    // All facts that are numbers are doubles, and `x == 0` has to be possible.
    .registerOperator(
      'double == int',
      (a: number, b: bigint) => a === Number(b),
    );
  for (const [namespace, schema] of Object.entries(schemas)) {
    environment.registerVariable(
      namespace,
      registerType(environment, namespace, schema),
    );
  }
  return environment;
}

/** The CEL type of a schema; records become types that are named by their path. */
function registerType(
  environment: Environment,
  path: string,
  schema: FactSchema,
): string {
  switch (schema.type) {
    case 'boolean':
      return 'bool';
    case 'number':
      return 'double';
    case 'string':
      return 'string';
    case 'array':
      return `list<${registerType(environment, `${path}.item`, schema.items)}>`;
    case 'object': {
      const { properties, additionalProperties } = schema;
      if (!properties) {
        return typeof additionalProperties === 'object'
          ? `map<string, ${registerType(
              environment,
              `${path}.value`,
              additionalProperties,
            )}>`
          : 'map<string, dyn>';
      }
      const fields = Object.fromEntries(
        Object.entries(properties).map(([name, property]) => [
          name,
          registerType(environment, `${path}.${name}`, property),
        ]),
      );
      environment.registerType(path, { fields });
      return path;
    }
    default:
      throw new TypeError(
        `The schema of ${path} has a type that facts cannot have: ${JSON.stringify(
          schema,
        )}`,
      );
  }
}
