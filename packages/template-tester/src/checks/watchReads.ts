/** A value that remembers what was read of it. */
export interface WatchedValue {
  value: unknown;
  /** Paths of fields that nobody read, in objects of which others were. */
  unread(): string[][];
}

/**
 * Watches what a validator reads. One made from a schema reads each field that
 * the schema knows, and goes through all of a free-form object or reads none of
 * it; so a field that it leaves alone among others is unknown to the schema.
 */
export function watchReads(root: unknown): WatchedValue {
  const reads = new Map<object, Set<string> | 'all'>();
  const proxies = new Map<object, object>();

  const watch = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    const known = proxies.get(value);
    if (known) return known;
    const proxy = new Proxy(value, {
      get(target, name) {
        if (typeof name === 'string' && !Array.isArray(target)) {
          const names = reads.get(target) ?? new Set<string>();
          reads.set(target, names);
          if (names !== 'all') names.add(name);
        }
        return watch(Reflect.get(target, name));
      },
      ownKeys(target) {
        if (!Array.isArray(target)) reads.set(target, 'all');
        return Reflect.ownKeys(target);
      },
    });
    proxies.set(value, proxy);
    return proxy;
  };

  const unreadIn = (value: unknown, path: string[]): string[][] => {
    if (typeof value !== 'object' || value === null) return [];
    const names = reads.get(value);
    if (!Array.isArray(value) && names === undefined) return [];
    return Object.entries(value).flatMap(([name, inner]) => {
      const place = [...path, name];
      const isUnknown =
        names !== undefined && names !== 'all' && !names.has(name);
      return isUnknown ? [place] : unreadIn(inner, place);
    });
  };

  return { value: watch(root), unread: () => unreadIn(root, []) };
}
