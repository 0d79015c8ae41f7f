import { NamedEntity } from '../store/entities/namedEntities';

type Group = Pick<NamedEntity, 'ref' | 'parent'>;

/** The known groups above a group, each once, even where they run in a circle. */
export function ancestors(
  ref: string,
  parents: ReadonlyMap<string, string | null>,
): Set<string> {
  const found = new Set<string>();
  let current = parents.get(ref);
  // A hierarchy that runs in a circle must not keep us in it.
  while (current && current !== ref && !found.has(current)) {
    if (parents.has(current)) {
      found.add(current);
    }
    current = parents.get(current);
  }
  return found;
}

/** Each group's parent by the ref of the group. */
export function parentsOf(
  groups: readonly Group[],
): Map<string, string | null> {
  return new Map(groups.map(({ ref, parent }) => [ref, parent]));
}

/**
 * Owners with all groups below them, as a summary counts them. Below an owner
 * that `isShown` does not let through, nothing is looked for.
 */
export function withDescendants(
  owners: readonly string[],
  groups: readonly Group[],
  isShown: (ref: string) => boolean,
): string[] {
  const parents = parentsOf(groups);
  const tops = owners.filter(isShown);
  const below = groups
    .map(({ ref }) => ref)
    .filter(ref => {
      const above = ancestors(ref, parents);
      return tops.some(top => above.has(top));
    });
  return [...new Set([...owners, ...below])];
}
