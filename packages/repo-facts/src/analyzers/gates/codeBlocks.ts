import { readCode, CodeSyntax } from '../source/codeText';
import { LineStarts } from '../files/LineStarts';

/** A block of code between braces. */
export interface CodeBlock {
  /** Line on which the block is opened. */
  line: number;
  /** What the pattern that found it captured. */
  names: string[];
  /** Its text, without comments and without the blocks inside. */
  own: string;
  /** Blocks inside, by the pattern before their brace. */
  within(opening: RegExp): CodeBlock[];
  /** The line of the first match in its own text. */
  lineOf(pattern: RegExp): number;
}

/** More blocks of one file are not read. */
const mostBlocks = 500;

/**
 * Finds blocks such as `thresholds: {…}` or `resource "a" "b" {…}` in code.
 *
 * @param opening - ends with the opening brace
 */
export function blocksOf(
  text: string,
  syntax: CodeSyntax,
  opening: RegExp,
): CodeBlock[] {
  const { code, bare } = readCode(text, syntax);
  const lines = new LineStarts(text);

  const find = (from: number, to: number, pattern: RegExp): CodeBlock[] => {
    const blocks: CodeBlock[] = [];
    const search = new RegExp(pattern.source, 'g');
    search.lastIndex = from;
    let match = search.exec(code);
    while (match && match.index < to && blocks.length < mostBlocks) {
      const brace = search.lastIndex - 1;
      // A brace in a comment or a string opens nothing.
      if (bare[brace] === '{') {
        const end = closingBrace(bare, brace, to);
        const own = withoutInner(code, bare, brace + 1, end);
        // A block of a kind in another of it would be read again and again.
        search.lastIndex = end;
        blocks.push({
          line: lines.lineAt(match.index),
          names: match.slice(1),
          own,
          within: inner => find(brace + 1, end, inner),
          lineOf: wanted =>
            lines.lineAt(brace + 1 + Math.max(0, own.search(wanted))),
        });
      }
      match = search.exec(code);
    }
    return blocks;
  };
  return find(0, code.length, opening);
}

function closingBrace(bare: string, open: number, limit: number): number {
  let depth = 0;
  for (let at = open; at < limit; at++) {
    if (bare[at] === '{') {
      depth += 1;
    } else if (bare[at] === '}') {
      depth -= 1;
      if (depth === 0) {
        return at;
      }
    }
  }
  return limit;
}

/** The text with inner blocks blank, so that places stay. */
function withoutInner(
  code: string,
  bare: string,
  from: number,
  to: number,
): string {
  const parts: string[] = [];
  let depth = 0;
  for (let at = from; at < to; at++) {
    depth += Number(bare[at] === '{');
    parts.push(depth === 0 || code[at] === '\n' ? code[at] : ' ');
    depth -= Number(bare[at] === '}');
  }
  return parts.join('');
}
