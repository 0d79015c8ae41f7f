/** Nobody writes longer ones, or with more alternatives; they match nothing. */
const maxLength = 400;
const maxAlternatives = 50;

/** One character of a pattern: `*` stands for any number of them. */
type Character = '*' | CharacterTest;
type CharacterTest = (char: string) => boolean;

/** One folder or file name of a pattern: `**` stands for any number of them. */
type Part = '**' | Character[];

/**
 * A pattern of paths as tools and forges have them: `*` and `?` inside a name,
 * `**` for folders, `[a-z]`, and `{a,b}`. It takes time that grows with the
 * length of path and pattern and no faster, whatever a repository says.
 *
 * @public
 */
export class PathPattern {
  readonly #alternatives: Part[][];

  constructor(pattern: string) {
    this.#alternatives =
      pattern.length > maxLength ? [] : withoutBraces(pattern).map(partsOf);
  }

  /** @param path - relative, with forward slashes */
  matches(path: string): boolean {
    const names = path.split('/');
    return this.#alternatives.some(parts =>
      matchSequence(names, parts, '**', (name, part: Character[]) =>
        matchSequence(name, part, '*', (char: string, is: CharacterTest) =>
          is(char),
        ),
      ),
    );
  }
}

/**
 * Matches items one by one; where they stop to match, the last repeat before
 * takes one item more. To go back further never helps.
 */
function matchSequence<TItem, TPart, TRepeat extends TPart>(
  items: ArrayLike<TItem>,
  pattern: readonly TPart[],
  repeat: TRepeat,
  matches: (item: TItem, part: Exclude<TPart, TRepeat>) => boolean,
): boolean {
  let at = 0;
  let part = 0;
  let resume: { at: number; part: number } | undefined;
  while (at < items.length) {
    const current = pattern[part];
    if (current === repeat) {
      part += 1;
      resume = { at, part };
    } else if (
      part < pattern.length &&
      matches(items[at], current as Exclude<TPart, TRepeat>)
    ) {
      at += 1;
      part += 1;
    } else if (resume) {
      resume.at += 1;
      ({ at, part } = resume);
    } else {
      return false;
    }
  }
  while (pattern[part] === repeat) {
    part += 1;
  }
  return part === pattern.length;
}

function partsOf(pattern: string): Part[] {
  return pattern
    .split('/')
    .filter((part, index) => part !== '' && !(index === 0 && part === '.'))
    .flatMap((part): Part[] => {
      if (/^\*{2,}$/.test(part)) {
        return ['**'];
      }
      // `**.js` means any depth, and `src**` all below as well.
      const characters = charactersOf(part);
      return [
        ...(part.startsWith('**') ? (['**'] as const) : []),
        characters,
        ...(part.endsWith('**') ? (['**'] as const) : []),
      ];
    });
}

function charactersOf(part: string): Character[] {
  const characters: Character[] = [];
  for (let at = 0; at < part.length; at += 1) {
    const char = part[at];
    const end = char === '[' ? part.indexOf(']', at + 2) : -1;
    if (char === '*') {
      characters.push('*');
    } else if (char === '?') {
      characters.push(() => true);
    } else if (end > 0) {
      characters.push(oneOf(part.slice(at + 1, end)));
      at = end;
    } else {
      if (char === '\\' && at + 1 < part.length) {
        at += 1;
      }
      const literal = part[at];
      characters.push(other => other === literal);
    }
  }
  return characters;
}

/** The characters of `[a-z_]`, or those that are not in `[!a-z_]`. */
function oneOf(text: string): (char: string) => boolean {
  const negated = /^[!^]/.test(text);
  const listed = negated ? text.slice(1) : text;
  const includes = (char: string) => {
    for (let at = 0; at < listed.length; at += 1) {
      const isRange = listed[at + 1] === '-' && at + 2 < listed.length;
      const last = isRange ? listed[at + 2] : listed[at];
      if (listed[at] <= char && char <= last) {
        return true;
      }
      at += isRange ? 2 : 0;
    }
    return false;
  };
  return char => includes(char) !== negated;
}

/** `a.{b,c}` as `a.b` and `a.c`, up to a number of them. */
function withoutBraces(pattern: string): string[] {
  const done: string[] = [];
  const open = [pattern];
  while (open.length > 0 && done.length + open.length <= maxAlternatives) {
    const current = open.shift()!;
    const braces = /\{([^{},]*,[^{}]*)\}/.exec(current);
    if (braces) {
      const [whole, inside] = braces;
      const before = current.slice(0, braces.index);
      const after = current.slice(braces.index + whole.length);
      open.push(...inside.split(',').map(part => before + part + after));
    } else {
      done.push(current);
    }
  }
  return [...done, ...open];
}
