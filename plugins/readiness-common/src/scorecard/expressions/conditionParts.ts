import { ASTNode } from '@marcbachmann/cel-js';

/**
 * A condition taken apart, so that one part can decide although another is not
 * known.
 */
export type ConditionPart =
  | { op: 'or' | 'and'; parts: ConditionPart[] }
  | { op: 'not'; part: ConditionPart }
  | { op: 'whole'; node: ASTNode; list?: ASTNode };

/**
 * Takes a condition apart at `||`, `&&` and `!`. A part that asks whether
 * something exists in a list comes with that list: what exists in a part of
 * the list exists in all of it.
 */
export function takeApart(node: ASTNode): ConditionPart {
  switch (node.op) {
    case '||':
      return { op: 'or', parts: node.args.map(takeApart) };
    case '&&':
      return { op: 'and', parts: node.args.map(takeApart) };
    case '!_':
      return { op: 'not', part: takeApart(node.args) };
    default:
      return { op: 'whole', node, list: searchedList(node) };
  }
}

/** The list that `exists` is asked of, whatever is filtered out of it before. */
function searchedList(node: ASTNode): ASTNode | undefined {
  if (node.op !== 'rcall' || node.args[0] !== 'exists') return undefined;
  let list = node.args[1];
  while (list.op === 'rcall' && list.args[0] === 'filter') [, list] = list.args;
  return list.op === '.' ? list : undefined;
}
