import { TemplateNode } from './parse';

/** What is known of the value of an expression. */
export type Known = { value: unknown } | undefined;

/** What names stand for; `undefined` for a name whose value is not known. */
export class Scope {
  readonly #names = new Map<string, Known>();
  readonly #outer?: Scope;

  constructor(outer?: Scope, names: Iterable<[string, Known]> = []) {
    this.#outer = outer;
    for (const [name, known] of names) this.#names.set(name, known);
  }

  set(name: string, known: Known): void {
    this.#names.set(name, known);
  }

  has(name: string): boolean {
    return this.#names.has(name) || this.#outer?.has(name) === true;
  }

  /** A name that is not there is known to be undefined. */
  get(name: string): Known {
    if (this.#names.has(name)) return this.#names.get(name);
    return this.#outer ? this.#outer.get(name) : { value: undefined };
  }
}

/** The value of an expression, as far as it can be told without running it. */
export function evaluate(node: TemplateNode, scope: Scope): Known {
  switch (node.typename) {
    case 'Literal':
      return { value: node.value };
    case 'Symbol':
      return scope.get(String(node.value));
    case 'LookupVal':
      return lookUp(node, scope);
    case 'Group':
      return evaluate(node.children![0], scope);
    case 'Array':
      return all(node.children!, scope);
    case 'Not': {
      const known = evaluate(node.target as TemplateNode, scope);
      return known && { value: !known.value };
    }
    case 'Or':
    case 'And': {
      const left = evaluate(node.left as TemplateNode, scope);
      if (!left) return undefined;
      return Boolean(left.value) === (node.typename === 'Or')
        ? left
        : evaluate(node.right as TemplateNode, scope);
    }
    case 'InlineIf': {
      const condition = evaluate(node.cond as TemplateNode, scope);
      if (!condition) return undefined;
      const branch = condition.value ? node.body : node.else_;
      return branch ? evaluate(branch as TemplateNode, scope) : { value: '' };
    }
    case 'Compare':
      return compare(node, scope);
    case 'In':
      return isIn(node, scope);
    case 'Is':
      return is(node, scope);
    case 'Filter':
      return filter(node, scope);
    default:
      return undefined;
  }
}

function lookUp(node: TemplateNode, scope: Scope): Known {
  const target = evaluate(node.target as TemplateNode, scope);
  const key = evaluate(node.val as TemplateNode, scope);
  if (!target || !key) return undefined;
  const { value } = target;
  if (value === undefined || value === null) return { value: undefined };
  if (Array.isArray(value) && Number.isInteger(key.value)) {
    return { value: value[key.value as number] };
  }
  // Texts and lists have methods of their own.
  if (typeof value !== 'object' || Array.isArray(value)) return undefined;
  const name = String(key.value);
  return Object.hasOwn(value, name)
    ? { value: (value as Record<string, unknown>)[name] }
    : { value: undefined };
}

function all(nodes: TemplateNode[], scope: Scope): Known {
  const values = nodes.map(each => evaluate(each, scope));
  return values.every(known => known !== undefined)
    ? { value: values.map(known => known!.value) }
    : undefined;
}

type Comparison = (a: any, b: any) => boolean;

const comparisons: Record<string, Comparison | undefined> = {
  // As nunjucks has it, which is as JavaScript has it.
  // eslint-disable-next-line eqeqeq
  '==': (a, b) => a == b,
  '===': (a, b) => a === b,
  // eslint-disable-next-line eqeqeq
  '!=': (a, b) => a != b,
  '!==': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '>': (a, b) => a > b,
  '<=': (a, b) => a <= b,
  '>=': (a, b) => a >= b,
};

function compare(node: TemplateNode, scope: Scope): Known {
  const left = evaluate(node.expr as TemplateNode, scope);
  const ops = node.ops as TemplateNode[];
  const right = evaluate(ops[0].expr as TemplateNode, scope);
  const holds = comparisons[String(ops[0].type)];
  return left && right && holds && ops.length === 1
    ? { value: holds(left.value, right.value) }
    : undefined;
}

function isIn(node: TemplateNode, scope: Scope): Known {
  const item = evaluate(node.left as TemplateNode, scope);
  const list = evaluate(node.right as TemplateNode, scope);
  if (!item || !list) return undefined;
  const { value } = list;
  if (Array.isArray(value) || typeof value === 'string') {
    return { value: value.includes(item.value as never) };
  }
  return typeof value === 'object' && value !== null
    ? { value: String(item.value) in value }
    : { value: false };
}

function is(node: TemplateNode, scope: Scope): Known {
  const left = evaluate(node.left as TemplateNode, scope);
  const { value: test } = node.right as TemplateNode;
  if (!left) return undefined;
  switch (test) {
    case 'defined':
      return { value: left.value !== undefined };
    case 'undefined':
      return { value: left.value === undefined };
    case 'none':
    case null:
      return { value: left.value === null };
    case 'truthy':
      return { value: Boolean(left.value) };
    case 'falsy':
      return { value: !left.value };
    default:
      return undefined;
  }
}

function filter(node: TemplateNode, scope: Scope): Known {
  const [input, ...args] = (node.args as TemplateNode).children!;
  const known = evaluate(input, scope);
  if (!known) return undefined;
  switch ((node.name as TemplateNode).value) {
    case 'default':
    case 'd':
      if (args.length !== 1) return undefined;
      return known.value === undefined ? evaluate(args[0], scope) : known;
    case 'length': {
      const { value } = known;
      if (value === undefined || value === null) return { value: 0 };
      return Array.isArray(value) || typeof value === 'string'
        ? { value: value.length }
        : undefined;
    }
    default:
      return undefined;
  }
}
