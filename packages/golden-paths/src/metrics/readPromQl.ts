import { parser } from '@prometheus-io/lezer-promql';
import { fillIn, isFilledIn } from './fillIn';

/** The part of a syntax tree that is looked at. */
type Node = ReturnType<typeof parser.parse>['topNode'];

/**
 * The names of metrics in a query, whose variables are filled in; `undefined`
 * for one that is no PromQL.
 */
export function readPromQl(query: string): string[] | undefined {
  const text = fillIn(query);
  const names: string[] = [];
  let isPromQl = true;
  parser.parse(text).iterate({
    enter({ type, node }) {
      if (type.isError) isPromQl = false;
      const name = nameIn(node, text);
      if (name !== undefined && !isFilledIn(name)) names.push(name);
    },
  });
  return isPromQl ? names : undefined;
}

/** The name of a metric: `a`, `{"a"}` or `{__name__="a"}`. */
function nameIn(node: Node, text: string): string | undefined {
  const textOf = (each: Node) => text.slice(each.from, each.to);
  switch (node.name) {
    case 'Identifier':
      return node.parent?.name === 'VectorSelector' ? textOf(node) : undefined;
    case 'QuotedLabelName':
      return node.parent?.name === 'LabelMatchers'
        ? textOf(node).slice(1, -1)
        : undefined;
    case 'UnquotedLabelMatcher': {
      const [label, operator, value] = ['LabelName', 'MatchOp', 'StringLiteral']
        .map(name => node.getChild(name))
        .map(child => child && textOf(child));
      return label === '__name__' && operator === '=' && value
        ? value.slice(1, -1)
        : undefined;
    }
    default:
      return undefined;
  }
}
