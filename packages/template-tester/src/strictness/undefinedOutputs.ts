import { evaluate, Scope } from './evaluate';
import { TemplateNode } from './parse';

/** An expression that comes to nothing, and where. */
export interface UndefinedOutput {
  /** Such as `values.owner`. */
  expression: string;
  /** From 1. */
  line: number;
}

/** What was found in a template. */
export interface Found {
  undefineds: UndefinedOutput[];
  /**
   * Lines, from 1, of what was not looked at: only the scaffolder can tell its
   * value, or whether it is reached.
   */
  untold: number[];
}

/** What templates may use besides what they are given. */
const builtIn = [
  'loop',
  'range',
  'cycler',
  'joiner',
  'super',
  'caller',
  'self',
];

/**
 * Finds expressions that output an undefined value, or loop over one, given
 * what the template is given. What only asks, such as `if`, `or` and `default`,
 * may ask for anything, and so may what is not reached.
 */
export function undefinedOutputs(
  root: TemplateNode,
  given: Record<string, unknown>,
): Found {
  const scope = new Scope(undefined, [
    ...builtIn.map(name => [name, undefined] as [string, undefined]),
    ...Object.entries(given).map(
      ([name, value]) => [name, { value }] as [string, { value: unknown }],
    ),
  ]);
  const found: Found = { undefineds: [], untold: [] };
  walk(root, scope, found);
  return found;
}

function walk(node: TemplateNode, scope: Scope, found: Found): void {
  switch (node.typename) {
    case 'Output':
      for (const child of node.children!) {
        if (child.typename !== 'TemplateData') check(child, scope, found);
      }
      return;
    case 'If': {
      const known = evaluate(node.cond as TemplateNode, scope);
      const branch = known?.value ? node.body : node.else_;
      if (!known) leaveOutAll(node, scope, found);
      else if (branch) walk(branch as TemplateNode, scope, found);
      return;
    }
    case 'For':
      walkLoop(node, scope, found);
      return;
    case 'Set':
      walkSet(node, scope, found);
      return;
    case 'Macro':
    case 'Import':
    case 'FromImport':
    case 'Include':
    case 'Extends':
    case 'Switch':
      leaveOutAll(node, scope, found);
      return;
    default:
      for (const child of node.children ?? []) walk(child, scope, found);
      if (node.body) walk(node.body as TemplateNode, scope, found);
  }
}

/** Of a long list, the first items show what there is. */
const maxItems = 20;

function walkLoop(node: TemplateNode, scope: Scope, found: Found) {
  const list = node.arr as TemplateNode;
  check(list, scope, found);
  const known = evaluate(list, scope);
  const name = node.name as TemplateNode;
  const names = (name.children ?? [name]).map(each => String(each.value));
  if (known && !Array.isArray(known.value)) {
    const isEmpty = !known.value;
    if (isEmpty && node.else_) walk(node.else_ as TemplateNode, scope, found);
    if (isEmpty) return;
  }
  const items =
    known && Array.isArray(known.value) && names.length === 1
      ? known.value.slice(0, maxItems).map(value => ({ value }))
      : [undefined];
  for (const item of items) {
    const inner = new Scope(
      scope,
      names.map(each => [each, item]),
    );
    walk(node.body as TemplateNode, inner, found);
  }
}

function walkSet(node: TemplateNode, scope: Scope, found: Found) {
  const value = node.value as TemplateNode | null;
  if (value) check(value, scope, found);
  for (const target of node.targets as TemplateNode[]) {
    scope.set(String(target.value), value ? evaluate(value, scope) : undefined);
  }
}

/** Whether an expression that is shown, or part of one, comes to nothing. */
function check(node: TemplateNode, scope: Scope, found: Found): void {
  switch (node.typename) {
    case 'Symbol':
    case 'LookupVal': {
      const known = evaluate(node, scope);
      if (!known && !isBuiltIn(node)) leaveOut(node, found);
      if (known && known.value === undefined) {
        found.undefineds.push({
          expression: textOf(node),
          line: node.lineno + 1,
        });
      }
      return;
    }
    case 'Or': {
      const left = evaluate(node.left as TemplateNode, scope);
      if (!left) leaveOut(node, found);
      else if (!left.value) check(node.right as TemplateNode, scope, found);
      return;
    }
    case 'And': {
      const left = evaluate(node.left as TemplateNode, scope);
      if (!left) leaveOut(node, found);
      else if (left.value) check(node.right as TemplateNode, scope, found);
      return;
    }
    case 'InlineIf': {
      const known = evaluate(node.cond as TemplateNode, scope);
      const branch = known?.value ? node.body : node.else_;
      if (!known) leaveOut(node, found);
      else if (branch) check(branch as TemplateNode, scope, found);
      return;
    }
    case 'Filter':
      checkFilter(node, scope, found);
      return;
    case 'FunCall':
      checkCall(node, scope, found);
      return;
    case 'Group':
    case 'Array':
      for (const child of node.children!) check(child, scope, found);
      return;
    case 'Add':
    case 'Concat':
    case 'Sub':
    case 'Mul':
    case 'Div':
      check(node.left as TemplateNode, scope, found);
      check(node.right as TemplateNode, scope, found);
      return;
    default:
  }
}

/** What may be set in there is there afterwards, with a value that is not known. */
function leaveOutAll(node: TemplateNode, scope: Scope, found: Found): void {
  leaveOut(node, found);
  for (const name of namesSetIn(node)) scope.set(name, undefined);
}

/** Names that a node, or one within it, gives to what comes after it. */
function namesSetIn(node: TemplateNode): string[] {
  switch (node.typename) {
    case 'Set':
      return (node.targets as TemplateNode[]).map(({ value }) => String(value));
    case 'Macro':
      return [String((node.name as TemplateNode).value)];
    case 'Import':
      return [String((node.target as TemplateNode).value)];
    case 'FromImport':
      // A pair for `a as b`.
      return (node.names as TemplateNode).children!.map(({ typename, value }) =>
        String(typename === 'Pair' ? (value as TemplateNode).value : value),
      );
    default:
      return Object.values(node).flat().filter(isNode).flatMap(namesSetIn);
  }
}

function isNode(value: unknown): value is TemplateNode {
  return typeof value === 'object' && value !== null && 'typename' in value;
}

function leaveOut({ lineno }: TemplateNode, { untold }: Found): void {
  untold.push(lineno + 1);
}

function isBuiltIn(node: TemplateNode): boolean {
  return node.typename === 'LookupVal'
    ? isBuiltIn(node.target as TemplateNode)
    : builtIn.includes(String(node.value));
}

function checkFilter(node: TemplateNode, scope: Scope, found: Found) {
  const [input, ...args] = (node.args as TemplateNode).children!;
  const name = String((node.name as TemplateNode).value);
  if (name === 'default' || name === 'd') {
    const known = evaluate(input, scope);
    if (!known) leaveOut(node, found);
    else if (known.value === undefined && args[0]) {
      check(args[0], scope, found);
    }
    return;
  }
  for (const each of [input, ...args]) check(each, scope, found);
}

function checkCall(node: TemplateNode, scope: Scope, found: Found) {
  const name = node.name as TemplateNode;
  // A method of a value is there whenever the value is.
  check(
    name.typename === 'LookupVal' ? (name.target as TemplateNode) : name,
    scope,
    found,
  );
  for (const each of (node.args as TemplateNode).children ?? []) {
    check(each, scope, found);
  }
}

/** An expression as somebody would write it. */
export function textOf(node: TemplateNode): string {
  if (node.typename !== 'LookupVal') return String(node.value);
  const target = textOf(node.target as TemplateNode);
  const { typename, value } = node.val as TemplateNode;
  if (typename !== 'Literal') return `${target}[...]`;
  return /^[A-Za-z_]\w*$/.test(String(value))
    ? `${target}.${value}`
    : `${target}[${JSON.stringify(value)}]`;
}
