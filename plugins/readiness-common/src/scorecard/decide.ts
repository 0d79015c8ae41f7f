import { Condition, Proposition } from './expressions/Expression';
import { Ignorance, KnownFacts } from './KnownFacts';

/**
 * The value of a condition, or why it is not known. One side of `||` that holds
 * decides although the other is not known, as one side of `&&` does that does
 * not hold.
 */
export function decide(
  condition: Condition,
  facts: KnownFacts,
): boolean | Ignorance {
  // As long as all is known, there is no reason to take it apart.
  return facts.ignoranceOf(condition.facts)
    ? weigh(condition.parts, facts)
    : valueOf(condition, facts);
}

function weigh(part: Proposition, facts: KnownFacts): boolean | Ignorance {
  switch (part.op) {
    case 'not': {
      const value = weigh(part.part, facts);
      return typeof value === 'boolean' ? !value : value;
    }
    case 'whole':
      return weighWhole(part, facts);
    default: {
      const decisive = part.op === 'or';
      const ignorances: Ignorance[] = [];
      for (const each of part.parts) {
        const value = weigh(each, facts);
        if (value === decisive) return decisive;
        if (typeof value !== 'boolean') ignorances.push(value);
      }
      return ignorances.length > 0 ? together(ignorances) : !decisive;
    }
  }
}

function weighWhole(
  { expression, settled }: Proposition & { op: 'whole' },
  facts: KnownFacts,
): boolean | Ignorance {
  const ignorance = facts.ignoranceOf(expression.facts);
  if (!ignorance) return valueOf(expression, facts);
  if (settled === undefined || !facts.havePart(expression.facts)) {
    return ignorance;
  }
  const value = valueOf(expression, facts);
  return value === settled ? value : ignorance;
}

function valueOf(
  expression: Pick<Condition, 'facts' | 'evaluate'>,
  facts: KnownFacts,
): boolean | Ignorance {
  const without = (reason: string): Ignorance => ({
    facts: [...expression.facts],
    problems: [{ fact: expression.facts.join(', '), reason }],
  });
  try {
    const value = expression.evaluate(facts.variables);
    return typeof value === 'boolean'
      ? value
      : without('The facts do not keep to their schema.');
  } catch (error) {
    return without((error as Error).message);
  }
}

function together(ignorances: Ignorance[]): Ignorance {
  return {
    facts: [...new Set(ignorances.flatMap(({ facts }) => facts))],
    problems: [...new Set(ignorances.flatMap(({ problems }) => problems))],
  };
}
