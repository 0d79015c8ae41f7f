/** A block at the top of an HCL file, such as `resource "type" "name" {`. */
export interface HclBlock {
  type: string;
  labels: string[];
  /** Counted from 1. */
  line: number;
}

/** More blocks than one file has. */
const maxBlocks = 2_000;

/** What may hold braces that are none: comments, strings, heredocs. */
const opaque =
  /#[^\n]*|\/\/[^\n]*|\/\*|<<[-~]?(\w+)|"(?:[^"\\\n]|\\.)*"?|[{}\n]/g;

const header = /^\s*(\w+)((?:\s+(?:"[^"\n]*"|\w+))*)\s*$/;

/** Reads the blocks at the top of an HCL text; what is inside them is not read. */
export function readHclBlocks(text: string): HclBlock[] {
  const blocks: HclBlock[] = [];
  let depth = 0;
  let line = 1;
  /** Where the header of the next block begins. */
  let start = 0;
  const next = new RegExp(opaque);
  for (let match = next.exec(text); match; match = next.exec(text)) {
    const [token, heredoc] = match;
    const end = endOfToken(text, next.lastIndex, token, heredoc);
    if (token === '{') {
      const found = depth === 0 && header.exec(text.slice(start, match.index));
      if (found && blocks.length < maxBlocks) {
        blocks.push({
          type: found[1],
          labels: [...found[2].matchAll(/"([^"]*)"|(\w+)/g)].map(
            ([, quoted, bare]) => quoted ?? bare,
          ),
          line,
        });
      }
      depth += 1;
    } else if (token === '}') {
      depth = Math.max(0, depth - 1);
    }
    if (!token.startsWith('"')) {
      start = end;
    }
    for (let at = match.index; at < end; at += 1) {
      line += Number(text[at] === '\n');
    }
    next.lastIndex = end;
  }
  return blocks;
}

/** Where a comment or a heredoc ends; other tokens end as they are. */
function endOfToken(
  text: string,
  from: number,
  token: string,
  heredoc: string | undefined,
): number {
  if (heredoc) {
    return endOfHeredoc(text, endOf(text, from, '\n'), heredoc);
  }
  return token === '/*' ? endOf(text, from, '*/') : from;
}

function endOf(text: string, from: number, mark: string): number {
  const at = text.indexOf(mark, from);
  return at < 0 ? text.length : at + mark.length;
}

function endOfHeredoc(text: string, from: number, mark: string): number {
  let at = from;
  while (at < text.length) {
    const end = endOf(text, at, '\n');
    if (text.slice(at, end).trim() === mark) {
      return end;
    }
    at = end;
  }
  return at;
}
