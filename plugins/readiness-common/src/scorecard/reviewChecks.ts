import { didYouMean } from './closest';
import {
  CheckExpressions,
  Condition,
  ExpressionCompiler,
  ExpressionPurpose,
} from './expressions/Expression';
import { PlacedMistake, ValuePath, YamlSource } from './YamlSource';

/**
 * Finds what a schema cannot: ids that are not unique, levels that do not
 * exist, and mistakes in expressions.
 *
 * The document may have any shape: what is wrong with that is reported
 * elsewhere, and is no reason to keep quiet about the rest. Only when there is
 * no mistake at all are the expressions those of the checks, in their order.
 */
export function reviewChecks(
  source: YamlSource,
  compiler: ExpressionCompiler,
): { expressions: CheckExpressions[]; mistakes: PlacedMistake[] } {
  const mistakes: PlacedMistake[] = [];
  const spec = property(source.value, 'spec');
  const levels = list(property(spec, 'levels'));
  const checks = list(property(spec, 'checks'));

  const levelIds = reviewIds('level', levels, ['spec', 'levels']);
  reviewIds('check', checks, ['spec', 'checks']);

  const expressions = checks.map((check, index): CheckExpressions => {
    const path = ['spec', 'checks', index];
    reviewLevel(property(check, 'level'), [...path, 'level']);
    const compile = (
      name: keyof CheckExpressions,
      purpose: ExpressionPurpose,
    ) => compileAt(name, property(check, name), [...path, name], purpose);
    return {
      when: compile('when', 'condition'),
      pass: compile('pass', 'condition'),
      evidence: compile('evidence', 'evidence'),
    };
  });
  return { expressions, mistakes };

  function reviewIds(kind: string, items: unknown[], path: ValuePath) {
    const ids = new Set<string>();
    items.forEach((item, index) => {
      const id = property(item, 'id');
      if (typeof id !== 'string') return;
      if (ids.has(id)) {
        mistakes.push({
          ...source.placeOf([...path, index, 'id']),
          message: `There is another ${kind} with the id "${id}"`,
        });
      }
      ids.add(id);
    });
    return ids;
  }

  function reviewLevel(level: unknown, path: ValuePath) {
    if (typeof level !== 'string' || levelIds.has(level)) return;
    // Without any level, that alone is the mistake.
    if (levelIds.size === 0) return;
    mistakes.push({
      ...source.placeOf(path),
      message: `There is no level "${level}"${didYouMean(level, levelIds)}`,
    });
  }

  function compileAt(
    name: string,
    text: unknown,
    path: ValuePath,
    purpose: ExpressionPurpose,
  ): Condition | undefined {
    if (typeof text !== 'string' || text.trim() === '') return undefined;
    const compiled = compiler.compile(text, purpose);
    for (const { message, offset } of compiled.mistakes) {
      mistakes.push({
        ...source.placeInside(path, offset),
        message: `"${name}": ${message}`,
      });
    }
    return compiled.expression;
  }
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' &&
    value !== null &&
    Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
