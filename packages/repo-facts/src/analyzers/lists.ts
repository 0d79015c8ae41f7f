import { RepoFactsProblem, RepoFactsSection } from '../facts';
import { byPath } from '../tree/text';

/** Entries kept of a list of facts; past it the list is unknown. */
const maxEntries = 500;
const maxEntriesOf: Record<string, number> = {
  'dependencies.packages': 2_000,
  'infrastructure.definitions': 2_000,
  // Services that are ten years old have so many.
  'source.migrations': 2_000,
};

/** Sorts the lists of a section by path and line; ties keep their order. */
export function sortLists<T extends object>(section: T): T {
  return mapLists(section, list => [...list].sort(byPlace));
}

/** Cuts long lists of a section, and says so as a problem of the list. */
export function capLists<T extends object>(
  section: RepoFactsSection,
  value: T,
): { value: T; problems: RepoFactsProblem[] } {
  const problems: RepoFactsProblem[] = [];
  const capped = mapLists(value, (list, name) => {
    const fact = `${section}.${name}`;
    const limit = maxEntriesOf[fact] ?? maxEntries;
    if (list.length > limit) {
      problems.push({
        fact,
        reason: `There are ${list.length} entries, more than the ${limit} that are kept.`,
      });
    }
    return list.slice(0, limit);
  });
  return { value: capped, problems };
}

function mapLists<T extends object>(
  section: T,
  change: (list: unknown[], name: string) => unknown[],
): T {
  return Object.fromEntries(
    Object.entries(section).map(([name, value]) => [
      name,
      Array.isArray(value) ? change(value, name) : value,
    ]),
  ) as T;
}

function byPlace(a: unknown, b: unknown): number {
  return hasPlace(a) && hasPlace(b) ? byPath(a, b) || a.line - b.line : 0;
}

function hasPlace(value: unknown): value is { path: string; line: number } {
  return typeof value === 'object' && value !== null && 'path' in value;
}
