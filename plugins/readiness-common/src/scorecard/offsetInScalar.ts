import { Scalar } from 'yaml';

const isSpace = (character: string | undefined) =>
  character !== undefined && /\s/.test(character);

/**
 * Where the character at `offset` of a scalar's value is written in the text.
 *
 * YAML folds lines, strips indentation and escapes quotes, so that offsets
 * shift. All of this only adds or removes white space, and an escape stands
 * for one character: the n-th visible character of the value is the n-th
 * visible one of its source.
 */
export function offsetInScalar(
  text: string,
  scalar: Scalar.Parsed,
  offset: number,
): number {
  const value = String(scalar.value);
  const visible = value.slice(0, offset).replace(/\s/g, '').length;

  let last = scalar.range[0];
  let seen = 0;
  for (const [start, end] of visibleCharacters(text, scalar)) {
    if (seen === visible) return start;
    seen += 1;
    last = end;
  }
  // Beyond the last visible character: right after it.
  return last;
}

/** Start and end of everything that stands for a visible character. */
function* visibleCharacters(
  text: string,
  scalar: Scalar.Parsed,
): Generator<[number, number]> {
  const [start, end] = scalar.range;
  switch (scalar.type) {
    case 'BLOCK_LITERAL':
    case 'BLOCK_FOLDED':
      // The first line is the header, with its indicators and comments.
      yield* characters(text, text.indexOf('\n', start) + 1 || end, end);
      break;
    case 'QUOTE_SINGLE':
      yield* characters(text, start + 1, end - 1, /''/y);
      break;
    case 'QUOTE_DOUBLE':
      yield* characters(
        text,
        start + 1,
        end - 1,
        /\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|[^])/y,
      );
      break;
    default:
      yield* characters(text, start, end);
  }
}

function* characters(
  text: string,
  start: number,
  end: number,
  escape?: RegExp,
): Generator<[number, number]> {
  for (let position = start; position < end; ) {
    let length = 1;
    let isVisible = !isSpace(text[position]);
    if (escape) {
      escape.lastIndex = position;
      const [match] = escape.exec(text) ?? [];
      if (match) {
        length = match.length;
        // Escapes for white space, and the escaped line break.
        isVisible = !/^\\[\s ntrvfNLP_]/.test(match);
      }
    }
    if (isVisible) yield [position, position + length];
    position += length;
  }
}
