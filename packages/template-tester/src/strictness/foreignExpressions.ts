/** What GitHub's workflows know that a template does not. */
const contexts =
  'github|secrets|env|vars|inputs|matrix|needs|steps|runner|job|jobs|strategy';
const functions =
  'hashFiles|fromJSON|toJSON|format|contains|startsWith|endsWith|success|failure|cancelled|always';

/** An expression that is meant for another tool than the scaffolder. */
export interface ForeignExpression {
  expression: string;
  /** From 1. */
  line: number;
}

/**
 * Finds `${{ }}` meant for GitHub in a text that is templated, which leaves a
 * blank in its place, without a word (backstage#7632).
 */
export function foreignExpressions(text: string): ForeignExpression[] {
  const visible = withoutQuoted(text);
  const meant = new RegExp(
    `^(?:.*[^\\w.'"])?(?:(?:${contexts})(?:\\.|\\[)|(?:${functions})\\()`,
    's',
  );
  const own = new Set(
    [...visible.matchAll(/\{%-?\s*(?:set|for)\s+(\w+)/g)].map(
      ([, name]) => name,
    ),
  );
  return [...visible.matchAll(/\$\{\{-?([^}]{1,500})\}\}/g)].flatMap(
    ({ 0: expression, 1: inner, index }) => {
      const [, root] = /([A-Za-z_]\w*)/.exec(inner) ?? [];
      if (own.has(root) || root === 'values' || !meant.test(inner)) return [];
      const line = text.slice(0, index).split('\n').length;
      return [{ expression, line }];
    },
  );
}

/**
 * What is kept from being templated, by `raw` or as a text in quotes, and
 * comments, replaced by as many lines.
 */
function withoutQuoted(text: string): string {
  const blank = (quoted: string) => quoted.replace(/[^\n]/g, ' ');
  return text
    .replace(/\{%-?\s*(raw|verbatim)\s*-?%\}[^]*?\{%-?\s*end\1\s*-?%\}/g, blank)
    .replace(/\$\{\{-?\s*("[^"]*"|'[^']*')\s*-?\}\}/g, blank)
    .replace(/\{#[^]*?#\}/g, blank);
}
