import { TemplateNode } from './parse';

/** What an expression takes, such as `steps.publish.output.remoteUrl`. */
export interface Reference {
  /** `undefined` for a part that is computed. */
  names: (string | undefined)[];
  /** From 0. */
  line: number;
}

/** All references in an expression, the longest form of each; names that it sets itself go to `own`. */
export function referencesIn(node: unknown, own: Set<string>): Reference[] {
  if (Array.isArray(node)) return node.flatMap(each => referencesIn(each, own));
  if (typeof node !== 'object' || node === null) return [];
  const { typename, lineno } = node as TemplateNode;
  if (typename === undefined) return [];
  if (typename === 'Symbol' || typename === 'LookupVal') {
    const names = namesOf(node as TemplateNode);
    return names
      ? [{ names, line: lineno }]
      : childrenOf(node as TemplateNode, own);
  }
  if (typename === 'Filter' || typename === 'Is') {
    const { args, left } = node as TemplateNode;
    return referencesIn(args ?? left, own);
  }
  if (typename === 'Set') {
    for (const target of (node as TemplateNode).targets as TemplateNode[]) {
      own.add(String(target.value));
    }
    return referencesIn(
      [(node as TemplateNode).value, (node as TemplateNode).body],
      own,
    );
  }
  if (typename === 'For') {
    const { name, arr, body, else_ } = node as TemplateNode;
    const named = name as TemplateNode;
    for (const each of named.children ?? [named]) own.add(String(each.value));
    return referencesIn([arr, body, else_], own);
  }
  if (typename === 'Macro' || typename === 'Caller') return [];
  return childrenOf(node as TemplateNode, own);
}

function childrenOf(node: TemplateNode, own: Set<string>): Reference[] {
  const { fields } = node as unknown as { fields: string[] };
  // The keys of keyword arguments are names, not references.
  const parts = node.typename === 'Pair' ? ['value'] : fields ?? [];
  return referencesIn(
    parts.map(field => node[field]),
    own,
  );
}

function namesOf(node: TemplateNode): (string | undefined)[] | undefined {
  if (node.typename === 'Symbol') return [String(node.value)];
  if (node.typename !== 'LookupVal') return undefined;
  const target = namesOf(node.target as TemplateNode);
  const { typename, value } = node.val as TemplateNode;
  return (
    target && [...target, typename === 'Literal' ? String(value) : undefined]
  );
}
