import { Document, isMap, isPair, visit } from 'yaml';

/** `{{` or `{%` of Helm and Jinja, but not the `${{ }}` of GitHub. */
const templateMark = /(?<!\$)\{\{|\{%/;

/** Names that only Helm offers, so that other users of `{{ }}` are spared. */
const helmName =
  /\{\{-?\s*(?:\.(?:Values|Release|Chart|Capabilities)\b|include\s+")/;

/** Whether a text that does not parse as YAML is a template for it. */
export function textLooksTemplated(text: string): boolean {
  return templateMark.test(text);
}

/**
 * Whether a document that does parse is a template nonetheless: an unquoted
 * `{{ x }}` is a map whose key is a map, which no one writes by hand.
 */
export function isTemplated(document: Document, text: string): boolean {
  if (!text.includes('{{')) {
    return false;
  }
  if (helmName.test(text)) {
    return true;
  }
  let found = false;
  visit(document, {
    Map(_, node) {
      found = Boolean(
        node.flow && node.items.some(pair => isPair(pair) && isMap(pair.key)),
      );
      return found ? visit.BREAK : undefined;
    },
  });
  return found;
}
