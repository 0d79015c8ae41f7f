import { Document, isAlias, Node, visit } from 'yaml';

/**
 * What is wrong with a YAML document, and where.
 *
 * @public
 */
export interface YamlMistake {
  message: string;
  /** In the text, from 0. */
  offset: number;
}

/**
 * What a YAML document says, or what is wrong with it. Aliases are followed only
 * now: they may lead nowhere, around in circles, or to so much that it would fill
 * the memory.
 *
 * @param options - how often one anchor may be used, which is multiplied where
 *   it holds aliases itself. Default: 100
 * @public
 */
export function yamlValueOf(
  document: Document.Parsed,
  options: { maxAliasCount?: number } = {},
): {
  value?: unknown;
  mistakes: YamlMistake[];
} {
  if (document.errors.length > 0) {
    return {
      mistakes: document.errors.map(({ message, pos }) => ({
        message,
        offset: pos[0],
      })),
    };
  }
  try {
    const stray = strayAlias(document);
    if (stray) return { mistakes: [stray] };
    const { maxAliasCount = 100 } = options;
    return { value: document.toJS({ maxAliasCount }), mistakes: [] };
  } catch (error) {
    const { message } = error as Error;
    return { mistakes: [{ message, offset: document.range[0] }] };
  }
}

/** The first alias that leads nowhere, or to what it is a part of. */
function strayAlias(document: Document): YamlMistake | undefined {
  const anchors = new Map<string, Node>();
  let mistake: YamlMistake | undefined;
  visit(document, {
    Node(_, node, path) {
      if (!isAlias(node)) {
        if (node.anchor !== undefined) anchors.set(node.anchor, node);
        return undefined;
      }
      const { source, range } = node;
      const target = anchors.get(source);
      if (target && !path.includes(target)) return undefined;
      const what = target ? 'Alias within its own anchor' : 'Unresolved alias';
      mistake = { message: `${what}: ${source}`, offset: range![0] };
      return visit.BREAK;
    },
  });
  return mistake;
}
