import {
  Composer,
  Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  Pair,
  Parser,
  YAMLMap,
  YAMLSeq,
} from 'yaml';
import { isTemplated, textLooksTemplated } from './templates';

/** A document of a YAML stream as plain values, with its places. */
export interface YamlDocument {
  /** Plain data: maps are objects, sequences arrays; aliases are resolved. */
  value: unknown;
  /**
   * The line (from 1) of the key or item that a path leads to. Where the path
   * ends early, the line of the last part that exists.
   */
  lineOf(path: (string | number)[]): number;
}

/** What makes a text unreadable as YAML, and where. */
export interface YamlError {
  message: string;
  /** Counted from 1. */
  line: number;
}

/** What {@link parseYamlDocuments} found. */
export interface YamlReading {
  /** Documents that have content and no error. */
  documents: YamlDocument[];
  errors: YamlError[];
  /**
   * The text is a template that has yet to become YAML, such as Helm's: not
   * an error, and nothing to read. There are no documents and no errors then.
   */
  templated: boolean;
}

/** GitLab's `!reference [a, b]` is read as an object with this one key. */
export const yamlReferenceKey = '!reference';

/** Far more than people nest, far less than exhausts the stack. */
const maxDepth = 100;
const maxAliases = 100;
const maxDocuments = 2_000;

/** Words and signs of a text; each costs time, and twice if it is a mistake. */
const maxLexemes = 150_000;

/** A text of more is not meant to be YAML. */
const maxMistakes = 500;

const reference = {
  tag: yamlReferenceKey,
  collection: 'seq' as const,
  resolve(sequence: YAMLSeq | YAMLMap) {
    const marked = new YAMLMap();
    marked.set(yamlReferenceKey, sequence);
    return marked;
  },
};

/**
 * Reads all documents of a YAML text. Never throws: malformed, explosive or
 * too deeply nested input is answered with errors.
 *
 * @param isFinal - the text is no template, whatever it looks like
 */
export function parseYamlDocuments(text: string, isFinal = false): YamlReading {
  const lines = new LineCounter();
  lines.addNewLine(0);
  const { stackTraceLimit } = Error;
  let reading: YamlReading;
  try {
    // Each mistake is an error, most of which would be its stack trace.
    Error.stackTraceLimit = 0;
    reading = readDocuments(text, lines, isFinal);
  } catch (error) {
    reading = failed([{ message: messageOf(error), line: 1 }]);
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
  return reading.errors.length > 0 && !isFinal && textLooksTemplated(text)
    ? { documents: [], errors: [], templated: true }
    : reading;
}

function readDocuments(
  text: string,
  lines: LineCounter,
  isFinal: boolean,
): YamlReading {
  const parsed: Document.Parsed[] = [];
  const composer = new Composer({
    lineCounter: lines,
    prettyErrors: false,
    logLevel: 'silent',
    merge: true,
    // A later duplicate wins. Looking for duplicates takes quadratic time.
    uniqueKeys: false,
    customTags: [reference],
  });
  // Composing recurses, so depth is watched while the iterative parser reads.
  const parser = new Parser(lines.addNewLine);
  let lexemes = 0;
  let mistakes = 0;
  for (const token of tokens(text, parser)) {
    lexemes += Number(token === undefined);
    mistakes += Number(token?.type === 'error');
    if (mistakes > maxMistakes) {
      const { line } = lines.linePos(parser.offset);
      return failed([{ message: 'has too many mistakes', line }]);
    }
    if (lexemes > maxLexemes) {
      const { line } = lines.linePos(parser.offset);
      return failed([{ message: 'has too many parts', line }]);
    }
    if (parser.stack.length > maxDepth) {
      const { line } = lines.linePos(parser.offset);
      return failed([{ message: 'is nested too deeply', line }]);
    }
    if (token) {
      parsed.push(...composer.next(token));
    }
    if (parsed.length > maxDocuments) {
      return failed([{ message: 'has too many documents', line: 1 }]);
    }
  }
  parsed.push(...composer.end());

  if (!isFinal && parsed.some(document => isTemplated(document, text))) {
    return { documents: [], errors: [], templated: true };
  }
  const documents: YamlDocument[] = [];
  const errors: YamlError[] = [];
  for (const document of parsed) {
    const start = lines.linePos(document.range[0]).line;
    if (document.errors.length > 0) {
      const [{ message, pos }] = document.errors;
      errors.push({ message, line: lines.linePos(pos[0]).line });
    } else if (document.contents !== null) {
      try {
        const value = document.toJS({ maxAliasCount: maxAliases });
        if (value !== null) {
          documents.push({
            value,
            lineOf: path => lineOf(document, path, lines),
          });
        }
      } catch (error) {
        errors.push({ message: messageOf(error), line: start });
      }
    }
  }
  return { documents, errors, templated: false };
}

/** The tokens of a text, and `undefined` after all that came of a lexeme. */
function* tokens(text: string, parser: Parser) {
  for (const lexeme of new Lexer().lex(text)) {
    yield* parser.next(lexeme);
    yield undefined;
  }
  yield* parser.end();
}

function failed(errors: YamlError[]): YamlReading {
  return { documents: [], errors, templated: false };
}

function lineOf(
  document: Document.Parsed,
  path: (string | number)[],
  lines: LineCounter,
): number {
  let node: unknown = document.contents;
  let offset = document.contents?.range?.[0] ?? 0;
  for (const part of path) {
    if (isAlias(node)) {
      node = node.resolve(document);
    }
    if (isMap(node)) {
      const pair = pairsOf(node).get(String(part));
      if (!pair) {
        break;
      }
      offset = (pair.key as { range?: [number] }).range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node) && node.items[Number(part)] !== undefined) {
      node = node.items[Number(part)];
      offset = (node as { range?: [number] }).range?.[0] ?? offset;
    } else {
      break;
    }
  }
  return lines.linePos(offset).line;
}

const knownPairs = new WeakMap<YAMLMap, Map<string, Pair>>();

/** The pairs of a map by key, so that many look-ups take linear time. */
function pairsOf(map: YAMLMap): Map<string, Pair> {
  let pairs = knownPairs.get(map);
  if (!pairs) {
    pairs = new Map();
    for (const pair of map.items) {
      if (isScalar(pair.key)) {
        pairs.set(String(pair.key.value), pair);
      }
    }
    knownPairs.set(map, pairs);
  }
  return pairs;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
