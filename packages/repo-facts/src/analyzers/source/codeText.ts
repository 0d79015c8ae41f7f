/** How a language writes comments and strings. */
export interface CodeSyntax {
  lineComment: string;
  blockComment: boolean;
  /** Quotes of strings that end with their line, and of those that may not. */
  quotes: string;
  multiLineQuotes: string;
  /** Triple quotes, whose text is taken for a comment. */
  tripleQuotes: string[];
}

export const cLikeSyntax: CodeSyntax = {
  lineComment: '//',
  blockComment: true,
  quotes: '"\'',
  multiLineQuotes: '`',
  tripleQuotes: [],
};

/** A text of code, in two versions of the same length and lines. */
export interface CodeText {
  /** Comments are blank. */
  code: string;
  /** Comments and strings are blank. */
  bare: string;
}

/** Longer lines are generated and slow to search; they are left out. */
const longestLine = 2_000;

/**
 * Blanks comments and strings. A simple scanner: it does not know regular
 * expression literals, after which a quote may hide the rest of a line.
 */
export function readCode(text: string, syntax: CodeSyntax): CodeText {
  const source = withoutLongLines(text);
  const code: string[] = [];
  const bare: string[] = [];
  let start = 0;
  while (start < source.length) {
    const { kind, end } = nextPart(source, start, syntax);
    const part = source.slice(start, end);
    code.push(kind === 'comment' ? blank(part) : part);
    bare.push(kind === 'code' ? part : blank(part));
    start = end;
  }
  return { code: code.join(''), bare: bare.join('') };
}

function nextPart(
  source: string,
  start: number,
  syntax: CodeSyntax,
): { kind: 'code' | 'comment' | 'string'; end: number } {
  const triple = syntax.tripleQuotes.find(mark =>
    source.startsWith(mark, start),
  );
  if (triple) {
    return { kind: 'comment', end: after(source, triple, start + 3) };
  }
  if (source.startsWith(syntax.lineComment, start)) {
    return { kind: 'comment', end: lineEnd(source, start) };
  }
  if (syntax.blockComment && source.startsWith('/*', start)) {
    return { kind: 'comment', end: after(source, '*/', start + 2) };
  }
  if (syntax.quotes.includes(source[start])) {
    const limit = lineEnd(source, start);
    return { kind: 'string', end: stringEnd(source, start, limit) };
  }
  if (syntax.multiLineQuotes.includes(source[start])) {
    return { kind: 'string', end: stringEnd(source, start, source.length) };
  }
  return { kind: 'code', end: nextMark(source, start + 1, syntax) };
}

/** The next character that may begin a comment or a string. */
function nextMark(source: string, from: number, syntax: CodeSyntax): number {
  const marks = `${syntax.quotes}${syntax.multiLineQuotes}${syntax.lineComment[0]}/`;
  let i = from;
  while (i < source.length && !marks.includes(source[i])) {
    i += 1;
  }
  return i;
}

function withoutLongLines(text: string): string {
  return text.length <= longestLine
    ? text
    : text
        .split('\n')
        .map(line => (line.length > longestLine ? '' : line))
        .join('\n');
}

/** Spaces in place of all but the ends of lines. */
export function blank(text: string): string {
  return text
    .split('\n')
    .map(line => ' '.repeat(line.length))
    .join('\n');
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

function after(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found + mark.length;
}

function stringEnd(text: string, start: number, limit: number): number {
  for (let i = start + 1; i < limit; i += 1) {
    if (text[i] === '\\') {
      i += 1;
    } else if (text[i] === text[start]) {
      return i + 1;
    }
  }
  return limit;
}
