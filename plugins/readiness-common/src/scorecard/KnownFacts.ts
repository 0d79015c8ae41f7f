import { FactProblem, FactSet } from '../facts';

/** Which facts are not known, and why. */
export interface Ignorance {
  /** Paths of the facts that are not known. */
  facts: string[];
  /** Why, each once. */
  problems: FactProblem[];
  /**
   * Whether somebody can do something about it, rather than wait for data: a
   * place is named that could not be read, or another fact, which is known,
   * would decide were it otherwise.
   */
  isMendable: boolean;
}

/** One fact, as far as it is known. */
interface KnownFact {
  /** Were it only in part; `undefined` when stale or absent. */
  value: unknown;
  problems: FactProblem[];
  observedAt?: string;
}

/** The facts about one entity at one moment, and what is not known of them. */
export class KnownFacts {
  /** The variables of expressions: facts by namespace, and `now`. */
  readonly variables: Record<string, unknown>;
  readonly #sets: Map<string, FactSet>;
  readonly #now: Date;
  // Many checks look at the same facts.
  readonly #facts = new Map<string, KnownFact>();

  constructor(sets: FactSet[], now: Date) {
    this.#sets = new Map(sets.map(set => [set.namespace, set]));
    this.#now = now;
    this.variables = { now };
    for (const { namespace, value } of sets) this.variables[namespace] = value;
  }

  /** Why not all facts at the given paths are known; `undefined` when they are. */
  ignoranceOf(paths: readonly string[]): Ignorance | undefined {
    const facts = paths.filter(path => this.#factAt(path).problems.length > 0);
    if (facts.length === 0) return undefined;
    // One problem may leave several facts unknown.
    const problems = [
      ...new Set(facts.flatMap(path => this.#factAt(path).problems)),
    ];
    const isMendable = problems.some(({ path }) => path !== undefined);
    return { facts, problems, isMendable };
  }

  /** The value of a fact, were it only in part; `undefined` when stale or absent. */
  valueOf(path: string): unknown {
    return this.#factAt(path).value;
  }

  /** Whether there is at least a part of each fact. */
  havePart(paths: readonly string[]): boolean {
    return paths.every(path => this.valueOf(path) !== undefined);
  }

  /** The oldest observation of the facts at the given paths. */
  observedAt(paths: readonly string[]): string | undefined {
    let oldest: string | undefined;
    for (const path of paths) {
      const { observedAt } = this.#factAt(path);
      // Facts of one namespace were observed together.
      if (!observedAt || observedAt === oldest) continue;
      if (!oldest || Date.parse(observedAt) < Date.parse(oldest)) {
        oldest = observedAt;
      }
    }
    return oldest;
  }

  #factAt(path: string): KnownFact {
    let fact = this.#facts.get(path);
    if (!fact) {
      fact = this.#find(path);
      this.#facts.set(path, fact);
    }
    return fact;
  }

  #find(path: string): KnownFact {
    const [namespace, ...members] = path.split('.');
    const set = this.#sets.get(namespace);
    const unknown = (reason: string): KnownFact => ({
      value: undefined,
      problems: [{ fact: path, reason }],
      observedAt: set?.observedAt,
    });
    if (!set) return unknown(`No ${namespace} facts have been observed yet.`);
    if (!this.#isFresh(set)) {
      // No age: it would be another one at each evaluation.
      const moment = describeMoment(set.observedAt);
      return unknown(
        `The ${namespace} facts are out of date: they were observed ${moment}.`,
      );
    }
    const value = valueAt(set.value, members);
    const problems = set.problems.filter(({ fact }) => overlaps(fact, path));
    return value === undefined && problems.length === 0
      ? unknown(`The fact ${path} was not observed.`)
      : { value, problems, observedAt: set.observedAt };
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

function describeMoment(text: string): string {
  const time = Date.parse(text);
  if (Number.isNaN(time)) return 'at an unknown time';
  const [day, clock] = new Date(time).toISOString().split('T');
  return `on ${day} at ${clock.slice(0, 5)} UTC`;
}
