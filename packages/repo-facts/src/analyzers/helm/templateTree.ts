/** A value in an action: a literal, a path from a variable, or a call. */
export type Term =
  | { type: 'literal'; value: unknown }
  | { type: 'path'; from: string; keys: string[] }
  | { type: 'pipe'; pipe: Pipe; keys: string[] }
  | { type: 'function'; name: string };

/** Commands, each of which gives its value to the next. */
export interface Pipe {
  /** Variables that take the value, with their dollar. */
  variables: string[];
  /** The variables are new, and not set again. */
  declares: boolean;
  commands: Term[][];
}

/** A part of a template, at a line counted from 1. */
export type TemplateNode = { line: number } & (
  | { type: 'text'; text: string }
  | { type: 'print'; pipe: Pipe }
  | { type: 'if' | 'with' | 'range'; pipe: Pipe; body: Body; otherwise: Body }
  | { type: 'template'; name: string; pipe: Pipe }
);

type Body = TemplateNode[];

/** A template, and those that it defines by name. */
export interface TemplateTree {
  body: Body;
  defines: Map<string, Body>;
}

/** A template that is not followed, and where that begins. */
export class TemplateError extends Error {
  readonly line: number;

  constructor(message: string, line: number) {
    super(message);
    this.name = 'TemplateError';
    this.line = line;
  }
}

/** Deeper, nobody nests. */
const maxDepth = 50;

/** Each character can be read in one way only, or a hostile text takes forever. */
const action =
  /\{\{-?((?:"(?:[^"\\\n]|\\.)*"|`[^`]*`|\/\*(?:[^*]|\*(?!\/))*\*\/|(?!-?\}\}|\/\*)[^"`])*)(-?)\}\}/y;

const token =
  /\s+|"(?:[^"\\\n]|\\.)*"|`[^`]*`|-?\d+(?:\.\d+)?|:=|\$\w*(?:\.\w+)*|(?:\.\w+)+|[.=|(),]|\w+/y;

interface Block {
  node?: Extract<TemplateNode, { body: Body }>;
  body: Body;
}

class Reader {
  readonly #text: string;
  readonly #defines = new Map<string, Body>();
  readonly #open: Block[] = [{ body: [] }];
  #line = 1;

  constructor(text: string) {
    this.#text = text;
  }

  read(): TemplateTree {
    let trim = false;
    let at = 0;
    while (at < this.#text.length) {
      const start = this.#text.indexOf('{{', at);
      if (start < 0) {
        this.#addText(this.#text.slice(at), trim, false);
        break;
      }
      const text = this.#text.slice(at, start);
      this.#addText(text, trim, this.#text[start + 2] === '-');
      action.lastIndex = start;
      const match = action.exec(this.#text);
      if (!match) {
        this.#fail('has an action that does not end');
      }
      const [whole, content, after] = match;
      this.#addAction(content.trim());
      this.#line += newlinesOf(whole);
      trim = after !== '';
      at = start + whole.length;
    }
    if (this.#open.length > 1) {
      this.#fail('has a block that does not end');
    }
    return { body: this.#open[0].body, defines: this.#defines };
  }

  #fail(message: string): never {
    throw new TemplateError(message, this.#line);
  }

  #addText(text: string, trimStart: boolean, trimEnd: boolean): void {
    const kept = trimStart ? text.trimStart() : text;
    const line =
      this.#line + newlinesOf(text.slice(0, text.length - kept.length));
    this.#line += newlinesOf(text);
    const shown = trimEnd ? kept.trimEnd() : kept;
    if (shown !== '') {
      this.#add({ type: 'text', text: shown, line });
    }
  }

  #add(node: TemplateNode): void {
    this.#open[this.#open.length - 1].body.push(node);
  }

  #addAction(content: string): void {
    if (content === '' || content.startsWith('/*')) {
      return;
    }
    const line = this.#line;
    const [, word, after = ''] = /^(\w+)\b([^]*)$/.exec(content) ?? [];
    const rest = after.trim();
    switch (word) {
      case 'if':
      case 'with':
      case 'range':
        this.#enter({
          ...{ type: word, line, pipe: this.#pipeOf(rest) },
          ...{ body: [], otherwise: [] },
        });
        break;
      case 'else':
        this.#branch(rest);
        break;
      case 'end':
        this.#leave();
        break;
      case 'define':
      case 'block': {
        const name = this.#nameIn(rest);
        const body: Body = [];
        this.#defines.set(name, body);
        if (word === 'block') {
          this.#add({
            ...{ type: 'template', name, line },
            pipe: this.#pipeOf(rest.slice(name.length + 2)),
          });
        }
        this.#push({ body });
        break;
      }
      case 'template': {
        const name = this.#nameIn(rest);
        const pipe = this.#pipeOf(rest.slice(name.length + 2));
        this.#add({ type: 'template', name, line, pipe });
        break;
      }
      case 'break':
      case 'continue':
        this.#fail(`uses \`${word}\`, which is not followed`);
        break;
      default:
        this.#add({ type: 'print', line, pipe: this.#pipeOf(content) });
    }
  }

  #enter(node: Extract<TemplateNode, { body: Body }>): void {
    this.#add(node);
    this.#push({ node, body: node.body });
  }

  #push(block: Block): void {
    if (this.#open.length > maxDepth) {
      this.#fail('is nested too deeply');
    }
    this.#open.push(block);
  }

  /** `else`, and `else if …`, which is an `if` in the `else`. */
  #branch(rest: string): void {
    const { node } = this.#open[this.#open.length - 1];
    if (!node) {
      this.#fail('has an `else` without an `if`');
    }
    const [, word, condition] = /^(if|with)\b([^]*)$/.exec(rest) ?? [];
    const block = { node, body: node.otherwise };
    if (word === 'if' || word === 'with') {
      // One `end` ends both, so the inner one takes the place of the outer.
      const inner: Block['node'] = {
        ...{ type: word, line: this.#line, pipe: this.#pipeOf(condition) },
        ...{ body: [], otherwise: [] },
      };
      block.body.push(inner);
      this.#open[this.#open.length - 1] = { node: inner, body: inner.body };
    } else {
      this.#open[this.#open.length - 1] = block;
    }
  }

  #leave(): void {
    if (this.#open.length === 1) {
      this.#fail('has an `end` without a beginning');
    }
    this.#open.pop();
  }

  #nameIn(text: string): string {
    const [, name] = /^"([^"]*)"/.exec(text) ?? [];
    return name ?? this.#fail('has a template without a name');
  }

  #pipeOf(text: string): Pipe {
    const tokens: string[] = [];
    token.lastIndex = 0;
    while (token.lastIndex < text.length) {
      const match = token.exec(text);
      if (!match) {
        this.#fail(`has an action that is not followed`);
      }
      tokens.push(match[0].trim() === '' ? ' ' : match[0]);
    }
    const assignment = tokens.findIndex(each => each === ':=' || each === '=');
    const variables = tokens
      .slice(0, Math.max(0, assignment))
      .filter(each => each.startsWith('$'));
    // To take from the end is quick, however many there are.
    const rest = tokens.slice(assignment + 1).reverse();
    const commands = this.#commandsOf(rest, 0);
    if (rest.length > 0) {
      this.#fail('has a parenthesis that is not opened');
    }
    return { variables, declares: tokens[assignment] === ':=', commands };
  }

  /**
   * Takes commands from the tokens, up to a closing parenthesis.
   *
   * @param tokens - the next one last
   */
  #commandsOf(tokens: string[], depth: number): Term[][] {
    if (depth > maxDepth) {
      this.#fail('is nested too deeply');
    }
    const commands: Term[][] = [[]];
    while (tokens.length > 0 && tokens.at(-1) !== ')') {
      const next = tokens.pop()!;
      if (next === '|') {
        commands.push([]);
      } else if (next === '(') {
        const inner = this.#commandsOf(tokens, depth + 1);
        if (tokens.pop() !== ')') {
          this.#fail('has a parenthesis that is not closed');
        }
        const keys = /^(?:\.\w+)+$/.test(tokens.at(-1) ?? '')
          ? keysOf(tokens.pop()!)
          : [];
        commands[commands.length - 1].push({
          type: 'pipe',
          pipe: { variables: [], declares: false, commands: inner },
          keys,
        });
      } else if (next !== ' ') {
        commands[commands.length - 1].push(termOf(next));
      }
    }
    return commands.filter(command => command.length > 0);
  }
}

/**
 * Reads a template of Go, as Helm uses it.
 *
 * @throws TemplateError where it is malformed
 */
export function readTemplate(text: string): TemplateTree {
  return new Reader(text).read();
}

const constants = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ['nil', undefined],
]);

function termOf(text: string): Term {
  if (text.startsWith('"')) {
    return { type: 'literal', value: unescape(text.slice(1, -1)) };
  }
  if (text.startsWith('`')) {
    return { type: 'literal', value: text.slice(1, -1) };
  }
  if (/^-?\d/.test(text)) {
    return { type: 'literal', value: Number(text) };
  }
  if (constants.has(text)) {
    return { type: 'literal', value: constants.get(text) };
  }
  if (text.startsWith('$')) {
    const [from, ...keys] = text.split('.');
    return { type: 'path', from, keys };
  }
  return text.startsWith('.')
    ? { type: 'path', from: '.', keys: keysOf(text) }
    : { type: 'function', name: text };
}

function keysOf(path: string): string[] {
  return path.split('.').filter(Boolean);
}

function unescape(text: string): string {
  const known: Record<string, string> = { n: '\n', t: '\t', r: '\r' };
  return text.replace(/\\(.)/g, (_, sign: string) => known[sign] ?? sign);
}

function newlinesOf(text: string): number {
  return text.split('\n').length - 1;
}
