import { z } from 'zod';
import { ScorecardProblem } from '../api/scorecards';
import { reviewShape } from './reviewShape';
import { toProblems } from './toProblems';
import { YamlSource } from './YamlSource';

/**
 * A YAML document of a known shape.
 *
 * @public
 */
export interface YamlDocument<T> {
  value: T;
  /** Where a value starts, by its path from the root; both counted from 1. */
  placeOf(path: readonly PropertyKey[]): { line: number; column: number };
}

/**
 * Options of {@link readYaml}.
 *
 * @public
 */
export interface ReadYamlOptions<T> {
  /** YAML text of one document. */
  text: string;
  /** File or URL, for the problems. */
  source: string;
  schema: z.ZodType<T>;
}

/**
 * Reads a YAML document of a known shape. Reports all mistakes at once, each
 * with its place; there is a document only when there is none. No text makes
 * it throw, and its length, its depth and its aliases are bounded.
 *
 * @public
 */
export function readYaml<T>(options: ReadYamlOptions<T>): {
  document?: YamlDocument<T>;
  problems: ScorecardProblem[];
} {
  const { source, mistakes } = YamlSource.parse(options.text);
  if (!source) return { problems: toProblems(options.source, mistakes) };

  const shape = reviewShape(source, options.schema);
  const problems = toProblems(options.source, [...mistakes, ...shape.mistakes]);
  return problems.length > 0
    ? { problems }
    : {
        document: {
          // There is a value where there is no mistake.
          value: shape.value as T,
          placeOf: path => source.placeOf(path),
        },
        problems,
      };
}
