import { posix } from 'node:path';
import { environmentOf, isProduction } from '../environmentNames';
import { Kustomization } from './kustomization';

/** The kustomizations that a file passes through, the innermost first. */
export type Layers = Kustomization[];

/** Folders nest less deep than that. */
const maxDepth = 20;
/** Places visited; kustomizations that take in each other multiply. */
const maxVisits = 20_000;

/** What one kustomization that no other takes in delivers. */
export interface Delivery {
  /** `""` when its path names none. */
  environment: string;
  root: Kustomization;
  /** The way of each file to it. */
  layers: Map<string, Layers>;
}

/**
 * Says what is delivered, and through which kustomizations: production first,
 * then by path.
 */
export function deliveriesOf(kustomizations: Kustomization[]): Delivery[] {
  const byFolder = new Map(
    kustomizations.map(one => [posix.dirname(one.path), one]),
  );
  const taken = new Set(
    kustomizations.flatMap(one => [...one.resources, ...one.components]),
  );
  const roots = kustomizations
    .filter(({ path }) => !taken.has(posix.dirname(path)))
    .map(root => ({ root, environment: environmentOf(root.path) }))
    .sort((a, b) => rank(a) - rank(b));

  let visits = 0;
  const visit = (
    one: Kustomization,
    outer: Layers,
    seen: Set<Kustomization>,
    layers: Map<string, Layers>,
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
        visit(inner, own, seen, layers);
      } else if (!layers.has(resource)) {
        layers.set(resource, own);
      }
    }
  };
  return roots.map(({ root, environment }) => {
    const layers = new Map<string, Layers>();
    visit(root, [], new Set(), layers);
    return { root, environment, layers };
  });
}

function rank({ environment }: { environment: string }): number {
  return isProduction(environment) ? 0 : 1;
}
