import { parser } from '@prometheus-io/lezer-promql';
import { FilledIn, fillIn, hasVariable } from './fillIn';

/** The part of a syntax tree that is looked at. */
type Node = ReturnType<typeof parser.parse>['topNode'];

/**
 * The names of metrics in a query, whose variables are filled in; `undefined`
 * for one that is no PromQL. None for one that only its variables make PromQL.
 */
export function readPromQl(query: string): string[] | undefined {
  const filled = fillIn(query);
  const names: string[] = [];
  let mistake: Node | undefined;
  parser.parse(filled.text).iterate({
    enter({ type, node }) {
      if (type.isError) mistake ??= node;
      const name = nameIn(node, filled);
      if (name) names.push(name);
    },
  });
  if (!mistake) return names;
  return isOfVariables(mistake, filled) ? [] : undefined;
}

/** Whether a mistake is beside what stands for a variable, and may thus be none. */
function isOfVariables({ from, to }: Node, filled: FilledIn): boolean {
  const before = filled.text.slice(0, from).trimEnd();
  const after = filled.text.slice(to).trimStart();
  return filled.isFilledIn(
    Math.max(0, before.length - 1),
    filled.text.length - after.length + 1,
  );
}

/** The name of a metric, unless a variable has a part in it. */
function nameIn(node: Node, filled: FilledIn): string | undefined {
  const named = namedIn(node, filled.text);
  if (!named || filled.isFilledIn(named.from, named.to)) return undefined;
  const text = filled.text.slice(named.from, named.to);
  if (named.name === 'Identifier') return text;
  return hasVariable(text) ? undefined : text.slice(1, -1);
}

/** Where a metric is named: `a`, `{"a"}` or `{__name__="a"}`. */
function namedIn(node: Node, text: string): Node | null {
  switch (node.name) {
    case 'Identifier':
      return node.parent?.name === 'VectorSelector' ? node : null;
    case 'QuotedLabelName':
      return node.parent?.name === 'LabelMatchers' ? node : null;
    case 'UnquotedLabelMatcher': {
      const [label, operator] = ['LabelName', 'MatchOp']
        .map(name => node.getChild(name))
        .map(child => child && text.slice(child.from, child.to));
      return label === '__name__' && operator === '='
        ? node.getChild('StringLiteral')
        : null;
    }
    default:
      return null;
  }
}
