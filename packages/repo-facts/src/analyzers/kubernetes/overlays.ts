import { posix } from 'node:path';
import { Kustomization } from './kustomization';

/** The kustomizations that a file passes through, the innermost first. */
export type Layers = Kustomization[];

/** Folders nest less deep than that. */
const maxDepth = 20;
/** Places visited; kustomizations that take in each other multiply. */
const maxVisits = 20_000;

const production = /(?:^|[/_-])(?:prod|production|prd|live)(?:[/_-]|$)/;

/**
 * Says through which kustomizations each file is delivered. A file of several
 * overlays is told as that of production; without one, as the first by path.
 */
export function layersByFile(
  kustomizations: Kustomization[],
): Map<string, Layers> {
  const byFolder = new Map(
    kustomizations.map(one => [posix.dirname(one.path), one]),
  );
  const taken = new Set(
    kustomizations.flatMap(one => [...one.resources, ...one.components]),
  );
  const roots = kustomizations
    .filter(({ path }) => !taken.has(posix.dirname(path)))
    .sort((a, b) => rank(a) - rank(b));

  const layers = new Map<string, Layers>();
  let visits = 0;
  const visit = (
    one: Kustomization,
    outer: Layers,
    seen: Set<Kustomization>,
  ): void => {
    visits += 1;
    if (seen.has(one) || outer.length > maxDepth || visits > maxVisits) {
      return;
    }
    seen.add(one);
    const own = [
      ...one.components.flatMap(folder => byFolder.get(folder) ?? []),
      one,
      ...outer,
    ];
    for (const resource of [...one.resources, ...one.components]) {
      const inner = byFolder.get(resource);
      if (inner) {
        visit(inner, own, seen);
      } else if (!layers.has(resource)) {
        layers.set(resource, own);
      }
    }
  };
  for (const root of roots) {
    visit(root, [], new Set());
  }
  return layers;
}

function rank({ path }: Kustomization): number {
  return production.test(path) ? 0 : 1;
}
