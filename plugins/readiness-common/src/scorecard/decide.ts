import { Condition, Proposition } from './expressions/Expression';
import { Ignorance, KnownFacts } from './KnownFacts';

/**
 * The value of a condition, or why it is not known. One side of `||` that holds
 * decides although the other is not known, as one side of `&&` does that does
 * not hold.
 *
 * @param wanted - the value that somebody would like it to have
 */
export function decide(
  condition: Condition,
  facts: KnownFacts,
  wanted?: boolean,
): boolean | Ignorance {
  // As long as all is known, there is no reason to take it apart.
  return facts.ignoranceOf(condition.facts)
    ? weigh(condition.parts, facts, wanted)
    : valueOf(condition, facts);
}

function weigh(
  part: Proposition,
  facts: KnownFacts,
  wanted: boolean | undefined,
): boolean | Ignorance {
  switch (part.op) {
    case 'not': {
      const value = weigh(
        part.part,
        facts,
        wanted === undefined ? wanted : !wanted,
      );
      return typeof value === 'boolean' ? !value : value;
    }
    case 'whole':
      return weighWhole(part, facts);
    default: {
      const decisive = part.op === 'or';
      const ignorances: Ignorance[] = [];
      for (const each of part.parts) {
        const value = weigh(each, facts, wanted);
        if (value === decisive) return decisive;
        if (typeof value !== 'boolean') ignorances.push(value);
      }
      if (ignorances.length === 0) return !decisive;
      const another = ignorances.length < part.parts.length;
      return together(ignorances, decisive === wanted && another);
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
    isMendable: false,
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

function together(ignorances: Ignorance[], isMendable: boolean): Ignorance {
  return {
    facts: [...new Set(ignorances.flatMap(({ facts }) => facts))],
    problems: [...new Set(ignorances.flatMap(({ problems }) => problems))],
    isMendable: isMendable || ignorances.some(each => each.isMendable),
  };
}
