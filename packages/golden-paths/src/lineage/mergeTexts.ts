import { diff3Merge } from 'node-diff3';

/** What a text was, and what two sides made of it. */
export interface MergedSides {
  base: string;
  yours: string;
  theirs: string;
  /** What the sides are called where they do not agree. */
  labels: { yours: string; theirs: string };
}

/** A merged text. */
export interface MergedText {
  text: string;
  /** Places in it that are marked, because the sides do not agree. */
  conflicts: number;
}

/** Lines of a text; more are generated, and looking at each takes too long. */
const maxLines = 20_000;

/** Pairs of equal lines that are looked at; honest texts have a fraction. */
const maxPairs = 20_000_000;

/**
 * Merges line by line what two sides made of a text. Where both changed the
 * same lines, both are kept, between the marks of git.
 */
export function mergeTexts(sides: MergedSides): MergedText {
  const { labels } = sides;
  const base = linesOf(sides.base);
  const yours = linesOf(sides.yours);
  const theirs = linesOf(sides.theirs);
  if (isTooMuch(base, yours) || isTooMuch(base, theirs)) {
    return { text: mark(yours, theirs, labels).join(''), conflicts: 1 };
  }
  let conflicts = 0;
  const regions = diff3Merge(yours, base, theirs, {
    excludeFalseConflicts: true,
  });
  const merged = regions.flatMap(({ ok, conflict }) => {
    if (!conflict) return ok ?? [];
    const { before, after, a, b } = withoutShared(conflict.a, conflict.b);
    conflicts += 1;
    return [...before, ...mark(a, b, labels), ...after];
  });
  return { text: merged.join(''), conflicts };
}

/** Lines with their ends, so that nothing about them is changed. */
function linesOf(text: string): string[] {
  return text.split(/(?<=\n)/).filter(line => line !== '');
}

function isTooMuch(base: string[], side: string[]): boolean {
  if (base.length > maxLines || side.length > maxLines) return true;
  const counts = new Map<string, number>();
  for (const line of base) counts.set(line, (counts.get(line) ?? 0) + 1);
  const pairs = side.reduce((sum, line) => sum + (counts.get(line) ?? 0), 0);
  return pairs > maxPairs;
}

/** Takes out of a conflict what both sides begin and end with. */
function withoutShared(a: string[], b: string[]) {
  const shortest = Math.min(a.length, b.length);
  let start = 0;
  while (start < shortest && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < shortest - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  return {
    before: a.slice(0, start),
    a: a.slice(start, a.length - end),
    b: b.slice(start, b.length - end),
    after: a.slice(a.length - end),
  };
}

function mark(
  yours: string[],
  theirs: string[],
  labels: MergedSides['labels'],
): string[] {
  return [
    `<<<<<<< ${labels.yours}\n`,
    ...ended(yours),
    '=======\n',
    ...ended(theirs),
    `>>>>>>> ${labels.theirs}\n`,
  ];
}

/** A mark begins a line, also after a last one without an end. */
function ended(lines: string[]): string[] {
  const last = lines.at(-1);
  return last === undefined || last.endsWith('\n')
    ? lines
    : [...lines.slice(0, -1), `${last}\n`];
}
