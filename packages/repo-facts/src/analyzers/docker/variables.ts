/** Longer texts and values are left as they are: doubling grows fast. */
const maxLength = 4096;

/** Defaults may hold variables, whose defaults may hold variables. */
const maxNesting = 3;

/** Build arguments and environment variables of a stage and of those below it. */
export class Variables {
  readonly #parent?: Variables;
  readonly #values = {
    ARG: new Map<string, string>(),
    ENV: new Map<string, string>(),
  };

  constructor(parent?: Variables) {
    this.#parent = parent;
  }

  /** A variable of the environment wins over an argument of its name. */
  get(name: string): string | undefined {
    return this.#find('ENV', name) ?? this.#find('ARG', name);
  }

  set(kind: 'ARG' | 'ENV', name: string, value: string | undefined): void {
    if (value !== undefined) {
      this.#values[kind].set(name, value);
    }
  }

  #find(kind: 'ARG' | 'ENV', name: string): string | undefined {
    const parent = this.#parent;
    return (
      this.#values[kind].get(name) ??
      (parent ? parent.#find(kind, name) : undefined)
    );
  }
}

/**
 * Puts the values of variables in place of `$name`, `${name}`,
 * `${name:-default}` and `${name:+alternative}`. What has no value stays as
 * written.
 */
export function expand(text: string, variables: Variables): string {
  let expanded = text;
  for (let i = 0; i < maxNesting && expanded.length <= maxLength; i++) {
    const before = expanded;
    expanded = expandOnce(before, variables);
    if (expanded === before) {
      break;
    }
  }
  return expanded.slice(0, Math.max(maxLength, text.length));
}

function expandOnce(text: string, variables: Variables): string {
  return text.replace(
    /\$(?:(\w+)|\{(\w+)(?::?([-+])([^{}]*))?\})/g,
    (written, bare, braced, operator, word) => {
      const value = variables.get(bare ?? braced);
      if (operator === '-') {
        return value || word;
      }
      if (operator === '+') {
        return value ? word : '';
      }
      return value ?? written;
    },
  );
}
