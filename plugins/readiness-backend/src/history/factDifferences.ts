import {
  FactChange,
  FactSet,
} from '@airworthy/backstage-plugin-readiness-common';

/** Differences that are told of one result. */
const mostTold = 3;

/** Differences that are looked for before the most telling are chosen. */
const mostFound = 100;

const longestValue = 200;

/** Where something stands rather than what it is. */
const places = /\.(path|line)$/;

/**
 * How facts at some paths differ, leaf by leaf: at most three. That something
 * moved to another line is told last.
 */
export function factDifferences(
  paths: readonly string[],
  before: readonly FactSet[],
  after: readonly FactSet[],
): FactChange[] {
  const found: FactChange[] = [];
  for (const path of paths) {
    for (const each of differences(
      path,
      valueAt(before, path),
      valueAt(after, path),
    )) {
      found.push(each);
      if (found.length === mostFound) break;
    }
  }
  return found
    .sort((a, b) => Number(places.test(a.path)) - Number(places.test(b.path)))
    .slice(0, mostTold);
}

function* differences(
  path: string,
  from: unknown,
  to: unknown,
): Iterable<FactChange> {
  if (Array.isArray(from) && Array.isArray(to)) {
    yield* listDifferences(path, from, to);
  } else if (isRecord(from) && isRecord(to)) {
    for (const key of new Set([...Object.keys(from), ...Object.keys(to)])) {
      yield* differences(memberPath(path, key), from[key], to[key]);
    }
  } else if (JSON.stringify(from) !== JSON.stringify(to)) {
    yield { path, from: shorten(from), to: shorten(to) };
  }
}

/** What stands before and behind the change is left out: items may move. */
function* listDifferences(
  path: string,
  from: unknown[],
  to: unknown[],
): Iterable<FactChange> {
  const before = from.map(item => JSON.stringify(item));
  const after = to.map(item => JSON.stringify(item));
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (
    end < shorter - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  ) {
    end += 1;
  }
  const length = Math.max(before.length, after.length) - end;
  for (let index = start; index < length; index += 1) {
    yield* differences(
      `${path}[${index}]`,
      index < from.length - end ? from[index] : undefined,
      index < to.length - end ? to[index] : undefined,
    );
  }
}

function memberPath(path: string, key: string): string {
  return /^\w+$/.test(key) ? `${path}.${key}` : `${path}[${shorten(key)}]`;
}

function shorten(value: unknown): string | undefined {
  const text: string | undefined = JSON.stringify(value);
  return text?.length > longestValue
    ? `${text.slice(0, longestValue - 1)}…`
    : text;
}

function valueAt(sets: readonly FactSet[], path: string): unknown {
  const [namespace, ...members] = path.split('.');
  let value: unknown = sets.find(set => set.namespace === namespace)?.value;
  for (const member of members) {
    value =
      isRecord(value) && Object.hasOwn(value, member)
        ? value[member]
        : undefined;
  }
  return value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
