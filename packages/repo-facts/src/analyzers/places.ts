import { RepoFactsProblem } from '../facts';
import { prefixOf } from '../tree/EntityTree';

/** Names under which facts hold paths. */
const pathKeys = new Set(['path', 'lockFile', 'dockerfile']);

/** States facts of a folder as facts of the repository: all paths start there. */
export function placeIn<T>(folder: string, value: T): T {
  return folder === '' ? value : (prefixed(prefixOf(folder), value) as T);
}

/** States a problem of a folder as one of the repository, in its words as well. */
export function placeProblemIn<T extends Omit<RepoFactsProblem, 'fact'>>(
  folder: string,
  problem: T,
): T {
  const { path, reason } = problem;
  if (path === undefined) {
    return problem;
  }
  const prefix = prefixOf(folder);
  return {
    ...problem,
    path: prefix + path,
    reason: isAbout(path, reason) ? prefix + reason : reason,
  };
}

function isAbout(path: string, reason: string): boolean {
  return reason.startsWith(`${path} `) || reason.startsWith(`${path}:`);
}

function prefixed(prefix: string, value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(item => prefixed(prefix, item));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      pathKeys.has(key) && typeof item === 'string' && item !== ''
        ? prefix + item
        : prefixed(prefix, item),
    ]),
  );
}
