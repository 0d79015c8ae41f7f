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

/** A text of code, in two versions of the same length as the original. */
export interface CodeText {
  /** Comments are blank. */
  code: string;
  /** Comments and strings are blank. */
  bare: string;
}

/** Longer lines are generated, and slow to search. */
const longestLine = 2_000;

/**
 * Blanks comments and strings. A simple scanner: it does not know regular
 * expression literals, after which a quote may hide the rest of a line.
 */
export function readCode(text: string, syntax: CodeSyntax): CodeText {
  const source = withoutLongLines(text);
  const code: string[] = [];
  const bare: string[] = [];
  let i = 0;
  const keep = (end: number) => {
    code.push(source.slice(i, end));
    bare.push(source.slice(i, end));
    i = end;
  };
  const blankAll = (end: number) => {
    const blanks = blank(source.slice(i, end));
    code.push(blanks);
    bare.push(blanks);
    i = end;
  };
  const blankString = (end: number) => {
    const string = source.slice(i, end);
    code.push(string);
    bare.push(blank(string));
    i = end;
  };

  while (i < source.length) {
    const triple = syntax.tripleQuotes.find(mark => source.startsWith(mark, i));
    if (triple) {
      blankAll(after(source, triple, i + 3));
    } else if (source.startsWith(syntax.lineComment, i)) {
      blankAll(lineEnd(source, i));
    } else if (syntax.blockComment && source.startsWith('/*', i)) {
      blankAll(after(source, '*/', i + 2));
    } else if (syntax.quotes.includes(source[i])) {
      blankString(stringEnd(source, i, lineEnd(source, i)));
    } else if (syntax.multiLineQuotes.includes(source[i])) {
      blankString(stringEnd(source, i, source.length));
    } else {
      keep(nextMark(source, i + 1, syntax));
    }
  }
  return { code: code.join(''), bare: bare.join('') };
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

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
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
