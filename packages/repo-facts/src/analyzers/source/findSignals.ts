import { RepoFacts } from '../../facts';
import { LineStarts } from '../files/LineStarts';
import { readCode } from './codeText';
import { Language } from './languages';
import { SignalRule } from './signals/SignalRule';

type Signal = RepoFacts['source']['signals'][number];

/** A few places prove what code does; hundreds prove no more. */
const enough = 20;

/** Collects signals until there are enough of each. */
export class SignalCollection {
  readonly #signals: Signal[] = [];
  readonly #counts = new Map<string, number>();

  get signals(): Signal[] {
    return this.#signals;
  }

  /** There is nothing more to learn about a signal. */
  isComplete(signal: string): boolean {
    return (this.#counts.get(signal) ?? 0) >= enough;
  }

  add(signal: Signal): void {
    if (!this.isComplete(signal.signal)) {
      this.#counts.set(
        signal.signal,
        (this.#counts.get(signal.signal) ?? 0) + 1,
      );
      this.#signals.push(signal);
    }
  }
}

/** How much of what follows is looked at. */
const farthest = 1_500;

function isFollowed(
  code: string,
  from: number,
  followedBy: SignalRule['followedBy'],
): boolean {
  if (!followedBy) {
    return true;
  }
  const near = code.slice(from, from + farthest);
  const end = near.search(followedBy.until);
  return followedBy.pattern.test(end < 0 ? near : near.slice(0, end));
}

/** Finds what the code of a file does. */
export function findSignals(
  path: string,
  name: string,
  { syntax, signals }: Language,
  text: string,
  found: SignalCollection,
): void {
  const rules = signals.filter(
    ({ signal, words }) =>
      !found.isComplete(signal) && words.some(word => text.includes(word)),
  );
  if (rules.length === 0) {
    return;
  }
  const { code, bare } = readCode(text, syntax);
  const lines = new LineStarts(code);
  const seen = new Set<string>();
  for (const { signal, pattern, followedBy } of rules) {
    for (const match of code.matchAll(new RegExp(pattern, 'g'))) {
      const line = lines.lineAt(match.index);
      const isCode = bare[match.index] === code[match.index];
      if (
        isCode &&
        !seen.has(`${signal} ${line}`) &&
        isFollowed(code, match.index + match[0].length, followedBy)
      ) {
        seen.add(`${signal} ${line}`);
        found.add({ path, line, language: name, signal });
      }
    }
  }
}
