import { isError } from '@backstage/errors';
import {
  Document,
  ErrorCode,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  Node,
  parseDocument,
  Scalar,
  YAMLMap,
} from 'yaml';
import { offsetInScalar } from './offsetInScalar';

/** A place in a text, both counted from 1. */
export interface Place {
  line: number;
  column: number;
}

/** Something wrong at a place. */
export interface PlacedMistake extends Place {
  message: string;
}

/** Where a value is in a document: property names and indexes from the root. */
export type ValuePath = readonly PropertyKey[];

const maxTextLength = 1024 * 1024;
const maxDepth = 32;

// How an expression that was not quoted comes to mean something else to YAML.
const hints: Partial<Record<ErrorCode, string>> = {
  TAG_RESOLVE_FAILED: '; a text that begins with "!" needs quotes',
  BLOCK_AS_IMPLICIT_KEY: '; a text that contains ": " needs quotes',
};

/** A YAML document that knows where each of its values is written. */
export class YamlSource {
  /** The document as plain values. */
  readonly value: unknown;
  readonly #text: string;
  readonly #document: Document.Parsed;
  readonly #lines: LineCounter;

  /**
   * Never throws. There is a source whenever the text can be understood in
   * spite of its mistakes.
   */
  static parse(text: string): {
    source?: YamlSource;
    mistakes: PlacedMistake[];
  } {
    const start = { line: 1, column: 1 };
    if (text.length > maxTextLength) {
      const message = `The document is longer than ${maxTextLength} characters`;
      return { mistakes: [{ ...start, message }] };
    }
    try {
      const lines = new LineCounter();
      const document = parseDocument(text, {
        lineCounter: lines,
        prettyErrors: false,
        // Nothing is written to the console.
        logLevel: 'error',
      });
      const mistakes = [...document.errors, ...document.warnings].map(
        ({ pos, code, message }) => ({
          ...placeAt(lines, pos[0]),
          message: message + (hints[code] ?? ''),
        }),
      );
      // What follows a syntax error is guesswork; a duplicate key is none.
      if (document.errors.some(error => error.code !== 'DUPLICATE_KEY')) {
        return { mistakes };
      }
      const value: unknown = document.toJS({ maxAliasCount: 100 });
      if (isDeeperThan(maxDepth, value)) {
        throw new RangeError(`nested more than ${maxDepth} levels deep`);
      }
      return {
        source: new YamlSource(text, document, lines, value),
        mistakes,
      };
    } catch (error) {
      // Excessive aliases, aliases without anchor, or nesting that exhausts the stack.
      const reason = isError(error) ? error.message : String(error);
      const message = `The document cannot be read: ${reason}`;
      return { mistakes: [{ ...start, message }] };
    }
  }

  private constructor(
    text: string,
    document: Document.Parsed,
    lines: LineCounter,
    value: unknown,
  ) {
    this.#text = text;
    this.#document = document;
    this.#lines = lines;
    this.value = value;
  }

  /** The same text, read as another value; what it does not say is placed above. */
  standingFor(value: unknown): YamlSource {
    return new YamlSource(this.#text, this.#document, this.#lines, value);
  }

  /** Whether the document has a value, which may be `null`, at the path. */
  has(path: ValuePath): boolean {
    return this.#find(path).depth === path.length;
  }

  /** Where the value starts; of a missing one, where its nearest ancestor does. */
  placeOf(path: ValuePath): Place {
    return this.#placeAt(this.#find(path).node?.range?.[0] ?? 0);
  }

  /** Where the last property name of the path is written. */
  placeOfKey(path: ValuePath): Place {
    const { node } = this.#find(path.slice(0, -1));
    const key = isMap(node) && findPair(node, path[path.length - 1])?.key;
    return key && isScalar(key)
      ? this.#placeAt(key.range?.[0] ?? 0)
      : this.placeOf(path);
  }

  /** Where the character at `offset` of a string value is written. */
  placeInside(path: ValuePath, offset: number): Place {
    const { node, depth } = this.#find(path);
    if (depth < path.length || !isScalar(node) || !node.range) {
      return this.placeOf(path);
    }
    return this.#placeAt(
      offsetInScalar(this.#text, node as Scalar.Parsed, offset),
    );
  }

  #placeAt(offset: number): Place {
    return placeAt(this.#lines, offset);
  }

  /** The node at the path, or its deepest ancestor, and how far the path leads. */
  #find(path: ValuePath): { node: Node | null; depth: number } {
    let node = this.#resolve(this.#document.contents);
    for (const [depth, key] of path.entries()) {
      let child: unknown;
      if (isMap(node)) child = findPair(node, key)?.value;
      else if (isSeq(node)) child = node.items[Number(key)];
      if (!child) return { node, depth };
      node = this.#resolve(child as Node);
    }
    return { node, depth: path.length };
  }

  #resolve(node: Node | null): Node | null {
    return isAlias(node) ? node.resolve(this.#document) ?? null : node;
  }
}

function placeAt(lines: LineCounter, offset: number): Place {
  const { line, col } = lines.linePos(offset);
  // An empty text has no line at all.
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}

// Of a key that is there twice, the last one counts.
function findPair(map: YAMLMap, key: PropertyKey) {
  return map.items.findLast(
    pair => isScalar(pair.key) && String(pair.key.value) === String(key),
  );
}

function isDeeperThan(depth: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return (
    depth === 0 ||
    Object.values(value).some(child => isDeeperThan(depth - 1, child))
  );
}
