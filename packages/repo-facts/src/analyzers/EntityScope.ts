import { posix } from 'node:path';
import { EntityPart } from './Analyzer';
import { PathPattern } from './files/PathPattern';

/** Patterns tried on files; past that, everything is taken to concern the entity. */
const maxTries = 1_000_000;

/** Tells what of a repository's settings concerns the entity in a folder of it. */
export class EntityScope {
  readonly #names: string[];
  readonly #paths: string[];
  #triesLeft = maxTries;

  constructor({ folder, files }: EntityPart) {
    this.#names = folder === '' ? [] : folder.split('/');
    this.#paths = files.map(({ path }) => path);
  }

  /** It is the whole repository, and all of it concerns it. */
  get isWhole(): boolean {
    return this.#names.length === 0;
  }

  /**
   * Whether one of its files is among the paths given: by the last pattern
   * that matches it, and `!` takes out.
   */
  hasFileIn(patterns: string[]): boolean {
    return this.#hasFile(patterns, false);
  }

  /** Whether one of its files is not among the paths given. */
  hasFileBesides(patterns: string[]): boolean {
    return this.#hasFile(patterns, true);
  }

  /** Whether work in a folder is about another part of the repository. */
  isElsewhere(folder: string): boolean {
    const names = posix
      .normalize(folder)
      .split('/')
      .filter(name => name !== '' && name !== '.');
    // An absolute path, an address, and what a variable holds can be anything.
    if (/^[/~]|:/.test(folder) || names[0] === '..') {
      return false;
    }
    const variable = names.findIndex(name => name.includes('$'));
    const known = variable < 0 ? names : names.slice(0, variable);
    return this.#names.some(
      (own, at) => at < known.length && known[at] !== own,
    );
  }

  #hasFile(patterns: string[], outside: boolean): boolean {
    if (this.isWhole) {
      return true;
    }
    const rules = patterns.map(pattern => {
      const isExcluded = pattern.startsWith('!');
      const text = isExcluded ? pattern.slice(1) : pattern;
      return { pattern: new PathPattern(text), isExcluded };
    });
    return this.#paths.some(path => {
      this.#triesLeft -= rules.length;
      if (this.#triesLeft < 0) {
        return true;
      }
      const rule = rules.findLast(({ pattern }) => pattern.matches(path));
      const isInside = rule !== undefined && !rule.isExcluded;
      return isInside !== outside;
    });
  }
}
