import { Effort } from './Effort';
import {
  callFunction,
  isTruthy,
  memberOf,
  printed,
  unknown,
} from './templateFunctions';
import {
  Pipe,
  readTemplate,
  TemplateError,
  TemplateNode,
  Term,
} from './templateTree';

/** What became of a template, and the line that each of its lines came from. */
export interface Rendering {
  text: string;
  /** Lines of the template, from 1, by lines of the text, from 0. */
  lines: number[];
}

/** Templates that may be included, by name. */
export type Defines = ReadonlyMap<string, TemplateNode[]>;

/** Far more than a chart needs, far less than is felt. */
const maxSteps = 50_000;
const maxNesting = 50;
const maxCharacters = 1024 * 1024;

class Output {
  text = '';
  readonly lines = [1];
  readonly #effort: Effort;
  #isBlank = true;

  constructor(effort: Effort) {
    this.#effort = effort;
  }

  /** @param step - how far the template goes on with each line of the text */
  add(text: string, line: number, step: 0 | 1): void {
    this.#effort.spend(text.length);
    text.split('\n').forEach((part, index) => {
      const from = line + index * step;
      if (index > 0) {
        this.lines.push(from);
        this.#isBlank = true;
      }
      if (this.#isBlank && part.trim() !== '') {
        this.lines[this.lines.length - 1] = from;
        this.#isBlank = false;
      }
    });
    this.text += text;
    if (this.text.length > maxCharacters) {
      throw new TemplateError('makes too much text', line);
    }
  }
}

/** What a dot and variables stand for at a place of a template. */
interface Scope {
  dot: unknown;
  variables: Map<string, unknown>;
  outer?: Scope;
}

class Renderer {
  readonly #defines: Defines;
  readonly #root: Record<string, unknown>;
  readonly #effort: Effort;
  #steps = 0;
  #nesting = 0;
  #line = 1;

  constructor(defines: Defines, root: Record<string, unknown>, effort: Effort) {
    this.#defines = defines;
    this.#root = root;
    this.#effort = effort;
  }

  render(body: TemplateNode[], dot: unknown = this.#root): Rendering {
    const output = new Output(this.#effort);
    const variables = new Map([['$', dot]]);
    this.#run(body, { dot, variables }, output);
    return output;
  }

  #fail(message: string): never {
    throw new TemplateError(message, this.#line);
  }

  #count(line: number): void {
    this.#line = line;
    this.#steps += 1;
    if (this.#steps > maxSteps) {
      this.#fail('takes too many steps');
    }
  }

  #run(body: TemplateNode[], scope: Scope, output: Output): void {
    for (const node of body) {
      this.#count(node.line);
      switch (node.type) {
        case 'text':
          output.add(node.text, node.line, 1);
          break;
        case 'print': {
          const value = this.#valueOf(node.pipe, scope);
          if (node.pipe.variables.length === 0) {
            output.add(printed(value), node.line, 0);
          }
          break;
        }
        case 'template': {
          const value = this.#include(
            node.name,
            this.#valueOf(node.pipe, scope),
          );
          output.add(printed(value), node.line, 0);
          break;
        }
        case 'range':
          this.#repeat(node, scope, output);
          break;
        default: {
          const inner = { dot: scope.dot, variables: new Map(), outer: scope };
          const value = this.#known(this.#valueOf(node.pipe, inner));
          if (node.type === 'with' && isTruthy(value)) {
            inner.dot = value;
          }
          this.#run(
            isTruthy(value) ? node.body : node.otherwise,
            inner,
            output,
          );
        }
      }
    }
  }

  #repeat(
    node: Extract<TemplateNode, { body: TemplateNode[] }>,
    scope: Scope,
    output: Output,
  ): void {
    const list = this.#known(
      this.#valueOf({ ...node.pipe, variables: [] }, scope),
    );
    const names = node.pipe.variables;
    const entries: [key: unknown, value: unknown][] =
      typeof list === 'number'
        ? []
        : Object.entries(Object(list)).map(([key, value]) => [
            Array.isArray(list) ? Number(key) : key,
            value,
          ]);
    for (const [key, value] of entries) {
      const variables = new Map<string, unknown>();
      names.forEach((name, at) =>
        variables.set(name, at === names.length - 1 ? value : key),
      );
      this.#run(node.body, { dot: value, variables, outer: scope }, output);
    }
    if (entries.length === 0) {
      this.#run(node.otherwise, scope, output);
    }
  }

  /** A value that decides what is shown. */
  #known(value: unknown): unknown {
    return value === unknown
      ? this.#fail('depends on something that files do not tell')
      : value;
  }

  #valueOf(pipe: Pipe, scope: Scope): unknown {
    const [first, ...others] = pipe.commands;
    let value = first && this.#call(first, scope, []);
    for (const command of others) {
      value = this.#call(command, scope, [value]);
    }
    for (const name of pipe.variables) {
      let holder = scope;
      while (!pipe.declares && !holder.variables.has(name) && holder.outer) {
        holder = holder.outer;
      }
      holder.variables.set(name, value);
    }
    return value;
  }

  /** @param piped - the value of the command before, if there is one */
  #call(command: Term[], scope: Scope, piped: unknown[]): unknown {
    this.#count(this.#line);
    const [first, ...rest] = command;
    const values = () => [
      ...rest.map(term => this.#termOf(term, scope)),
      ...piped,
    ];
    if (first.type === 'path' && rest.length > 0) {
      // A method, such as `.Capabilities.APIVersions.Has`.
      return first.keys.at(-1) === 'Has' ? true : unknown;
    }
    if (first.type !== 'function') {
      return this.#termOf(first, scope);
    }
    switch (first.name) {
      case 'include': {
        const [name, dot] = values();
        return this.#include(printed(name), dot);
      }
      case 'tpl': {
        const [text, dot] = values();
        return text === unknown ? unknown : this.#template(printed(text), dot);
      }
      case 'fail':
        return this.#fail('fails with the values of the chart');
      case 'set': {
        const [map, key, value] = values();
        if (typeof map === 'object' && map !== null) {
          Object.defineProperty(map, printed(key), {
            ...{ value, configurable: true, enumerable: true, writable: true },
          });
        }
        return map;
      }
      default:
        return this.#guarded(() =>
          callFunction(first.name, values(), this.#effort),
        );
    }
  }

  #termOf(term: Term, scope: Scope): unknown {
    switch (term.type) {
      case 'literal':
        return term.value;
      case 'path': {
        const start = term.from === '.' ? scope.dot : find(term.from, scope);
        return term.keys.reduce(memberOf, start);
      }
      case 'pipe':
        return this.#nested(() =>
          term.keys.reduce(memberOf, this.#valueOf(term.pipe, scope)),
        );
      default:
        return this.#call([term], scope, []);
    }
  }

  #include(name: string, dot: unknown): unknown {
    const body = this.#defines.get(name);
    return body
      ? this.#nested(() => this.render(body, dot).text)
      : // Of a library that is not in the repository.
        unknown;
  }

  #template(text: string, dot: unknown): unknown {
    return this.#nested(() => this.render(readTemplate(text).body, dot).text);
  }

  #nested<T>(run: () => T): T {
    this.#nesting += 1;
    if (this.#nesting > maxNesting) {
      this.#fail('is nested too deeply');
    }
    const line = this.#line;
    const value = this.#guarded(run, line);
    this.#nesting -= 1;
    this.#line = line;
    return value;
  }

  /** What goes wrong inside is told as the place that led there. */
  #guarded<T>(run: () => T, line = this.#line): T {
    try {
      return run();
    } catch (error) {
      throw new TemplateError((error as Error).message, line);
    }
  }
}

/**
 * Renders a template over the values of a chart.
 *
 * @throws TemplateError where what it says cannot be told from files
 */
export function renderTemplate(
  body: TemplateNode[],
  defines: Defines,
  root: Record<string, unknown>,
  effort: Effort,
): Rendering {
  return new Renderer(defines, root, effort).render(body);
}

function find(name: string, scope: Scope): unknown {
  for (let each: Scope | undefined = scope; each; each = each.outer) {
    if (each.variables.has(name)) {
      return each.variables.get(name);
    }
  }
  return undefined;
}
