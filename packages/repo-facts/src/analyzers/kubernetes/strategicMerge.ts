/**
 * Merges a patch into a value as Kubernetes does: maps are merged, `null`
 * removes, lists of named things are merged by name, other lists replaced.
 */
export function strategicMerge(value: unknown, patch: unknown): unknown {
  if (isMap(value) && isMap(patch)) {
    const merged = new Map(Object.entries(value));
    for (const [key, change] of Object.entries(patch)) {
      if (change === null) {
        merged.delete(key);
      } else if (key !== '$patch') {
        merged.set(key, strategicMerge(merged.get(key), change));
      }
    }
    return patch.$patch === 'replace' ? patch : Object.fromEntries(merged);
  }
  if (isNamedList(value) && isNamedList(patch)) {
    const merged = new Map(value.map(item => [item.name, item as unknown]));
    for (const item of patch) {
      if (item.$patch === 'delete') {
        merged.delete(item.name);
      } else {
        merged.set(item.name, strategicMerge(merged.get(item.name), item));
      }
    }
    return [...merged.values()];
  }
  return patch;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNamedList(
  value: unknown,
): value is (Record<string, unknown> & { name: string })[] {
  return (
    Array.isArray(value) &&
    value.every(item => isMap(item) && typeof item.name === 'string')
  );
}
