import { ASTNode } from '@marcbachmann/cel-js';
import { FactSchema } from '../../facts';
import { didYouMean } from '../closest';
import { compilePattern, linearMatches } from './matches';

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

  /** Answers with the schema of the node's value, where it is that of a fact. */
  function visit(node: ASTNode, scope: Scope): FactSchema | undefined {
    switch (node.op) {
      case 'value':
        return undefined;
      case 'id':
      case '.':
      case '.?':
        return visitChain(node, scope);
      case '[]':
      case '[?]':
        visit(node.args[1], scope);
        return itemsOf(visit(node.args[0], scope));
      case 'call': {
        const [name, args] = node.args;
        if (name === 'has' && args.length === 1) {
          visitChain(args[0], scope, 'presence');
        } else {
          args.forEach(child => visit(child, scope));
        }
        return undefined;
      }
      case 'rcall':
        return visitMethod(node, scope);
      case 'map':
        node.args.flat().forEach(child => visit(child, scope));
        return undefined;
      case '!_':
      case '-_':
        visit(node.args, scope);
        return undefined;
      default:
        // Operators and lists: their arguments are all nodes.
        node.args.forEach(child => visit(child, scope));
        return undefined;
    }
  }

  function visitMethod(
    { args: [name, receiver, args] }: ASTNode & { op: 'rcall' },
    scope: Scope,
  ): FactSchema | undefined {
    const [first, ...rest] = args;
    if (first?.op === 'id' && macros.has(name)) {
      const list = visit(receiver, scope);
      const inner = new Map(scope).set(first.args, itemsOf(list));
      rest.forEach(child => visit(child, inner));
      return name === 'filter' ? list : undefined;
    }
    if (first?.op === 'id' && rest.length === 2 && isBind(name, receiver)) {
      const inner = new Map(scope).set(first.args, visit(rest[0], scope));
      return visit(rest[1], inner);
    }
    if (name === linearMatches) checkPattern(first);
    visit(receiver, scope);
    args.forEach(child => visit(child, scope));
    return undefined;
  }

  /**
   * Something, and members of members of it. Whether a fact is present is asked
   * of the record that it would be in.
   */
  function visitChain(
    node: ASTNode,
    scope: Scope,
    asked: 'value' | 'presence' = 'value',
  ): FactSchema | undefined {
    const { root, members } = memberChain(node);
    if (root.op !== 'id') {
      return follow('This', visit(root, scope), members)?.schema;
    }
    const name = root.args;
    if (scope.has(name)) return follow(name, scope.get(name), members)?.schema;
    if (Object.hasOwn(schemas, name)) {
      const found = follow(name, schemas[name], members);
      if (found) {
        const whole = [name, ...members.map(member => member.name)].join('.');
        const isPresence = asked === 'presence' && found.path === whole;
        facts.add(
          isPresence ? whole.slice(0, whole.lastIndexOf('.')) : found.path,
        );
      }
      return found?.schema;
    }
    if (!isVariable(name)) {
      const known = Object.keys(schemas).sort().join(', ');
      mistakes.push({
        message: `Unknown namespace "${name}"; known are ${known}`,
        offset: root.pos,
      });
    }
    return undefined;
  }

  /** Follows members as far as records go; nothing for one that does not exist. */
  function follow(
    start: string,
    startSchema: FactSchema | undefined,
    members: Member[],
  ): { path: string; schema: FactSchema | undefined } | undefined {
    let path = start;
    let schema = startSchema;
    for (const { name, offset } of members) {
      const properties =
        schema?.type === 'object' ? schema.properties : undefined;
      if (!properties) return { path, schema: undefined };
      if (!Object.hasOwn(properties, name)) {
        const hint = didYouMean(name, Object.keys(properties));
        mistakes.push({ message: `${path} has no "${name}"${hint}`, offset });
        return undefined;
      }
      path = `${path}.${name}`;
      schema = properties[name];
    }
    return { path, schema };
  }

  function checkPattern(pattern: ASTNode | undefined): void {
    if (pattern?.op !== 'value' || typeof pattern.args !== 'string') return;
    try {
      compilePattern(pattern.args);
    } catch (error) {
      mistakes.push({
        message: `Not a regular expression of RE2: ${(error as Error).message}`,
        offset: pattern.pos,
      });
    }
  }

  visit(expression, new Map());
  return { facts: [...facts].sort(), mistakes };
}

/** Variables that macros declare, with the schema of their value if that is a fact's. */
type Scope = ReadonlyMap<string, FactSchema | undefined>;

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

function itemsOf(schema: FactSchema | undefined): FactSchema | undefined {
  return schema?.type === 'array' ? schema.items : undefined;
}

/** `cel.bind(variable, value, expression)`. */
function isBind(name: string, receiver: ASTNode): boolean {
  return name === 'bind' && receiver.op === 'id' && receiver.args === 'cel';
}
