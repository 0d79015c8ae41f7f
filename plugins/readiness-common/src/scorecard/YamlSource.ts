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

/** Where the parts of a text are. */
interface Places {
  document: Document.Parsed;
  lines: LineCounter;
}

/** A YAML document that knows where each of its values is written. */
export class YamlSource {
  /** The document as plain values. */
  readonly value: unknown;
  readonly #text: string;
  #known: Places | undefined;

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
      const json = readOwnJson(text);
      if (json !== undefined && !isDeeperThan(maxDepth, json)) {
        return { source: new YamlSource(text, json), mistakes: [] };
      }
      const places = readPlaces(text);
      const { document, lines } = places;
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
        source: new YamlSource(text, value, places),
        mistakes,
      };
    } catch (error) {
      // Excessive aliases, aliases without anchor, or nesting that exhausts the stack.
      const reason = isError(error) ? error.message : String(error);
      const message = `The document cannot be read: ${reason}`;
      return { mistakes: [{ ...start, message }] };
    }
  }

  /** A document that was not written by a person, as JSON. */
  static of(value: object): YamlSource {
    return new YamlSource(JSON.stringify(value), value);
  }

  private constructor(text: string, value: unknown, places?: Places) {
    this.#text = text;
    this.value = value;
    this.#known = places;
  }

  /** The same text, read as another value; what it does not say is placed above. */
  standingFor(value: unknown): YamlSource {
    return new YamlSource(this.#text, value, this.#known);
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

  get #places(): Places {
    return (this.#known ??= readPlaces(this.#text));
  }

  #placeAt(offset: number): Place {
    return placeAt(this.#places.lines, offset);
  }

  /** The node at the path, or its deepest ancestor, and how far the path leads. */
  #find(path: ValuePath): { node: Node | null; depth: number } {
    let node = this.#resolve(this.#places.document.contents);
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
    return isAlias(node) ? node.resolve(this.#places.document) ?? null : node;
  }
}

function readPlaces(text: string): Places {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    // Nothing is written to the console.
    logLevel: 'error',
  });
  return { document, lines };
}

/**
 * The value of a text that is JSON as `JSON.stringify` writes it, and so holds
 * no mistake; such as scorecards are in a bundle, which has no time for YAML.
 */
function readOwnJson(text: string): unknown {
  if (!text.startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return JSON.stringify(value) === text ? value : undefined;
  } catch {
    return undefined;
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
