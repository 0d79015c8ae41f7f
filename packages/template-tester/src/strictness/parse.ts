import * as nunjucks from 'nunjucks';

/** A node of nunjucks' syntax tree; its types know few of its fields. */
export interface TemplateNode {
  typename: string;
  /** From 0. */
  lineno: number;
  colno: number;
  children?: TemplateNode[];
  [field: string]: unknown;
}

/** What is wrong with the syntax of a template. */
export interface SyntaxMistake {
  message: string;
  /** From 1. */
  line: number;
}

/** How the scaffolder reads templates, and how its action for cookiecutter's does. */
export interface Dialect {
  cookiecutterCompat?: boolean;
}

/** Its types leave it out. */
const { parser } = nunjucks as unknown as {
  parser: {
    parse(text: string, extensions: unknown[], options: object): TemplateNode;
  };
};

/** Parses a template with nunjucks' own parser, as the scaffolder reads it. */
export function parseTemplateText(
  text: string,
  dialect: Dialect = {},
): { root: TemplateNode } | { mistake: SyntaxMistake } {
  const tags = dialect.cookiecutterCompat
    ? {}
    : { tags: { variableStart: '${{', variableEnd: '}}' } };
  try {
    const root = parser.parse(text, [], tags);
    return { root };
  } catch (error) {
    const { message, lineno } = error as Error & { lineno?: number };
    // As in: (unknown path) [Line 3, Column 8] ...
    const [, line] = /\[Line (\d+)/.exec(message) ?? [];
    return {
      mistake: {
        message: message.replace(/^[^]*?\[Line [^\]]*\]\s*/, '').trim(),
        line: Number(line ?? lineno ?? 1),
      },
    };
  }
}
