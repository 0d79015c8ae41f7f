import { ASTNode } from '@marcbachmann/cel-js';

/**
 * A condition taken apart, so that one part can decide although another is not
 * known.
 */
export type ConditionPart =
  | { op: 'or' | 'and'; parts: ConditionPart[] }
  | { op: 'not'; part: ConditionPart }
  | { op: 'whole'; node: ASTNode; settled?: boolean };

/** Takes a condition apart at `||`, `&&` and `!`. */
export function takeApart(node: ASTNode): ConditionPart {
  switch (node.op) {
    case '||':
      return { op: 'or', parts: node.args.map(takeApart) };
    case '&&':
      return { op: 'and', parts: node.args.map(takeApart) };
    case '!_':
      return { op: 'not', part: takeApart(node.args) };
    default:
      return { op: 'whole', node, settled: settledBy(node) };
  }
}

/**
 * The value that more items of a list cannot change: what exists in a part of a
 * list exists in all of it, and a list does not grow shorter.
 */
function settledBy(node: ASTNode): boolean | undefined {
  switch (node.op) {
    case 'rcall':
      return node.args[0] === 'exists' ? ofList(node.args[1], true) : undefined;
    case '>':
    case '>=':
      return ofSize(node.args, true);
    case '==':
      return ofSize(node.args, false);
    default:
      return undefined;
  }
}

/** `list.size()` compared with a number; only none at all is equal for good. */
function ofSize(
  [size, limit]: [ASTNode, ASTNode],
  value: boolean,
): boolean | undefined {
  const isSize = size.op === 'rcall' && size.args[0] === 'size';
  if (!isSize || limit.op !== 'value') return undefined;
  if (value === false && Number(limit.args) !== 0) return undefined;
  return ofList(size.args[1], value);
}

/** Asked of a list that lies in the facts, whatever is filtered out of it before. */
function ofList(node: ASTNode, value: boolean): boolean | undefined {
  let list = node;
  while (list.op === 'rcall' && list.args[0] === 'filter') [, list] = list.args;
  return list.op === '.' ? value : undefined;
}
