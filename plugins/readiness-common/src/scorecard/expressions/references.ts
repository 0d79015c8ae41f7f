import { ASTNode } from '@marcbachmann/cel-js';
import { FactSchema } from '../../facts';
import { didYouMean } from '../closest';

/** Something wrong in an expression. */
export interface ExpressionMistake {
  message: string;
  /** Offset of the place in the expression. */
  offset: number;
}

/** What an expression refers to. */
export interface References {
  /** Paths of facts, sorted. */
  facts: string[];
  /** What the type checker does not see, or says less well. */
  mistakes: ExpressionMistake[];
}

/** Macros whose first argument declares a variable. */
const macros = new Set(['all', 'exists', 'exists_one', 'filter', 'map']);

/**
 * Finds the facts that an expression looks at: chains of members from a
 * namespace on, as far as records go. What comes after a list or a map is part
 * of a fact and no fact of its own.
 */
export function findReferences(
  expression: ASTNode,
  schemas: Record<string, FactSchema>,
  isVariable: (name: string) => boolean,
): References {
  const facts = new Set<string>();
  const mistakes: ExpressionMistake[] = [];

  function visit(node: ASTNode, scope: ReadonlySet<string>): void {
    const visitAll = (nodes: readonly ASTNode[]) =>
      nodes.forEach(child => visit(child, scope));

    switch (node.op) {
      case 'value':
        break;
      case 'id':
        if (!scope.has(node.args)) refer(node, []);
        break;
      case '.':
      case '.?': {
        const { root, members } = memberChain(node);
        if (root.op !== 'id') visit(root, scope);
        else if (!scope.has(root.args)) refer(root, members);
        break;
      }
      case 'call':
        visitAll(node.args[1]);
        break;
      case 'rcall': {
        const [name, receiver, args] = node.args;
        const [first, ...rest] = args;
        if (first?.op === 'id' && macros.has(name)) {
          visit(receiver, scope);
          const inner = new Set([...scope, first.args]);
          rest.forEach(child => visit(child, inner));
        } else if (first?.op === 'id' && isBind(node) && rest.length === 2) {
          visit(rest[0], scope);
          visit(rest[1], new Set([...scope, first.args]));
        } else {
          if (name === 'matches') checkPattern(args[0]);
          visit(receiver, scope);
          visitAll(args);
        }
        break;
      }
      case 'map':
        node.args.forEach(visitAll);
        break;
      case '!_':
      case '-_':
        visit(node.args, scope);
        break;
      default:
        // Operators and lists: their arguments are all nodes.
        visitAll(node.args);
    }
  }

  function refer(root: ASTNode & { op: 'id' }, members: Member[]): void {
    const namespace = root.args;
    if (!Object.hasOwn(schemas, namespace)) {
      if (isVariable(namespace)) return;
      const known = Object.keys(schemas).sort();
      mistakes.push({
        message: `Unknown namespace "${namespace}"; known are ${known.join(
          ', ',
        )}`,
        offset: root.pos,
      });
      return;
    }
    let path = namespace;
    let schema = schemas[namespace];
    for (const { name, offset } of members) {
      if (schema.type !== 'object' || !schema.properties) break;
      if (!Object.hasOwn(schema.properties, name)) {
        const hint = didYouMean(name, Object.keys(schema.properties));
        mistakes.push({ message: `${path} has no "${name}"${hint}`, offset });
        return;
      }
      path = `${path}.${name}`;
      schema = schema.properties[name];
    }
    facts.add(path);
  }

  function checkPattern(pattern: ASTNode | undefined): void {
    if (pattern?.op !== 'value' || typeof pattern.args !== 'string') return;
    try {
      RegExp(pattern.args);
    } catch {
      mistakes.push({
        message: 'Not a regular expression',
        offset: pattern.pos,
      });
    }
  }

  visit(expression, new Set());
  return { facts: [...facts].sort(), mistakes };
}

interface Member {
  name: string;
  offset: number;
}

function memberChain(node: ASTNode): { root: ASTNode; members: Member[] } {
  const members: Member[] = [];
  let root = node;
  while (root.op === '.' || root.op === '.?') {
    members.unshift({ name: root.args[1], offset: root.pos });
    root = root.args[0];
  }
  return { root, members };
}

function isBind(node: ASTNode & { op: 'rcall' }): boolean {
  const [name, receiver] = node.args;
  return name === 'bind' && receiver.op === 'id' && receiver.args === 'cel';
}
