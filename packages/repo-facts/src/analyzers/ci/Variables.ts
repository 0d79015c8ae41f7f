import { shellCommands } from './shell';

const assignment = /^([A-Za-z_]\w{0,99})=(.*)$/s;
/** Defaults and what is cut off are not told apart from the value. */
const reference =
  /\$(?:\{(\w{1,100})(?:[-:#%/^,][^{}$]{0,200})?\}|(\w{1,100}))/g;

/** How far variables name variables, and how long a value is considered. */
const maxDepth = 5;
const maxValue = 500;

/** Variables of a shell, as far as their values are written down. */
export class Variables {
  #values: ReadonlyMap<string, string>;

  constructor(values: ReadonlyMap<string, string>) {
    this.#values = values;
  }

  get values(): ReadonlyMap<string, string> {
    return this.#values;
  }

  /** Takes up `A=b` and `export A=b`, but not `A=b command`. */
  assign(words: string[]): void {
    const own = /^(?:export|local|readonly|declare)$/.test(words[0])
      ? words.slice(1)
      : words;
    const found = own.map(word => assignment.exec(word));
    if (found.length > 0 && found.every(match => match !== null)) {
      this.#values = new Map([
        ...this.#values,
        ...found.map(
          match => [match![1], match![2].slice(0, maxValue)] as const,
        ),
      ]);
    }
  }
}

/** Variables with those that a script gives a value to. */
export function assignedIn(
  script: string,
  values: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const variables = new Variables(values);
  shellCommands(script).forEach(words => variables.assign(words));
  return variables.values;
}

/** A text with the values of variables in place; unknown ones stay. */
export function resolveVariables(
  text: string,
  values: ReadonlyMap<string, string>,
): string {
  let resolved = text.slice(0, maxValue);
  for (let depth = 0; depth < maxDepth; depth++) {
    const next = resolved
      .replace(reference, (written, braced, plain) => {
        const value = values.get(braced ?? plain);
        // A variable that adds to itself has no end.
        return value === undefined || value.includes(written) ? written : value;
      })
      .slice(0, maxValue);
    if (next === resolved) {
      break;
    }
    resolved = next;
  }
  return resolved;
}
