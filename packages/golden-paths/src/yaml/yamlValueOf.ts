import { Alias, Document, visit } from 'yaml';

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
 * now: they may lead nowhere, or to so much that it would fill the memory.
 *
 * @public
 */
export function yamlValueOf(document: Document.Parsed): {
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
    return { value: document.toJS({ maxAliasCount: 1000 }), mistakes: [] };
  } catch (error) {
    const { message } = error as Error;
    const offset = strayAlias(document)?.range?.[0] ?? document.range[0];
    return { mistakes: [{ message, offset }] };
  }
}

function strayAlias(document: Document): Alias | undefined {
  let stray: Alias | undefined;
  visit(document, {
    Alias(_, alias) {
      if (alias.resolve(document)) return undefined;
      stray = alias;
      return visit.BREAK;
    },
  });
  return stray;
}
