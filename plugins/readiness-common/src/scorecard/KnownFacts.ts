import { Evidence, FactProblem, FactSet } from '../facts';

/** Why facts are not known, for a person, and where that was seen. */
export interface Ignorance {
  /** Paths of the facts that are not known. */
  facts: string[];
  reasons: string[];
  evidence: Evidence[];
}

/** The facts about one entity at one moment, and what is not known of them. */
export class KnownFacts {
  /** The variables of expressions: facts by namespace, and `now`. */
  readonly variables: Record<string, unknown>;
  readonly #sets: Map<string, FactSet>;
  readonly #now: Date;
  readonly #problems = new Map<string, FactProblem[]>();

  constructor(sets: FactSet[], now: Date) {
    this.#sets = new Map(sets.map(set => [set.namespace, set]));
    this.#now = now;
    this.variables = { now };
    for (const { namespace, value } of sets) this.variables[namespace] = value;
  }

  /** Why not all facts at the given paths are known; `undefined` when they are. */
  ignoranceOf(paths: readonly string[]): Ignorance | undefined {
    const facts = paths.filter(path => this.#problemsOf(path).length > 0);
    if (facts.length === 0) return undefined;
    const problems = facts.flatMap(path => this.#problemsOf(path));
    return {
      facts,
      reasons: [...new Set(problems.map(({ reason }) => reason))],
      evidence: problems
        .filter(problem => problem.path !== undefined)
        .map(({ path, line, reason }) => ({ path, line, note: reason })),
    };
  }

  /** The value of a fact, were it only in part; `undefined` when stale or absent. */
  valueOf(path: string): unknown {
    const [namespace, ...members] = path.split('.');
    const set = this.#sets.get(namespace);
    return set && this.#isFresh(set) ? valueAt(set.value, members) : undefined;
  }

  /** Whether there is at least a part of each fact. */
  havePart(paths: readonly string[]): boolean {
    return paths.every(path => this.valueOf(path) !== undefined);
  }

  /** The oldest observation of the facts at the given paths. */
  observedAt(paths: readonly string[]): string | undefined {
    let oldest: string | undefined;
    for (const path of paths) {
      const observedAt = this.#sets.get(path.split('.', 1)[0])?.observedAt;
      if (
        observedAt &&
        (!oldest || Date.parse(observedAt) < Date.parse(oldest))
      )
        oldest = observedAt;
    }
    return oldest;
  }

  // Many checks look at the same facts.
  #problemsOf(path: string): FactProblem[] {
    let problems = this.#problems.get(path);
    if (!problems) {
      problems = this.#findProblems(path);
      this.#problems.set(path, problems);
    }
    return problems;
  }

  #findProblems(path: string): FactProblem[] {
    const [namespace, ...members] = path.split('.');
    const set = this.#sets.get(namespace);
    if (!set) {
      const reason = `No ${namespace} facts have been observed yet.`;
      return [{ fact: path, reason }];
    }
    if (!this.#isFresh(set)) {
      const age = describeAge(this.#now.getTime() - Date.parse(set.observedAt));
      const reason = `The ${namespace} facts are out of date: they were observed ${age}.`;
      return [{ fact: path, reason }];
    }
    const problems = set.problems.filter(({ fact }) => overlaps(fact, path));
    if (problems.length === 0 && valueAt(set.value, members) === undefined) {
      return [{ fact: path, reason: `The fact ${path} was not observed.` }];
    }
    return problems;
  }

  // A date that cannot be read does not vouch for anything either.
  #isFresh({ expiresAt }: FactSet): boolean {
    return (
      expiresAt === undefined || this.#now.getTime() < Date.parse(expiresAt)
    );
  }
}

/** One is the other, or part of it. */
function overlaps(a: string, b: string): boolean {
  return a === b || a.startsWith(`${b}.`) || b.startsWith(`${a}.`);
}

/** A member of members; `undefined` for `null` as well. */
function valueAt(root: unknown, members: string[]): unknown {
  let value = root;
  for (const member of members) {
    if (typeof value !== 'object' || value === null) return undefined;
    if (!Object.hasOwn(value, member)) return undefined;
    value = (value as Record<string, unknown>)[member];
  }
  return value ?? undefined;
}

const units: [name: string, milliseconds: number][] = [
  ['day', 24 * 60 * 60 * 1000],
  ['hour', 60 * 60 * 1000],
  ['minute', 60 * 1000],
];

function describeAge(milliseconds: number): string {
  if (Number.isNaN(milliseconds)) return 'at an unknown time';
  for (const [name, length] of units) {
    const count = Math.floor(milliseconds / length);
    if (count >= 1) return `${count} ${name}${count === 1 ? '' : 's'} ago`;
  }
  return 'less than a minute ago';
}
