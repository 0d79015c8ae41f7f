import { Entity } from '@backstage/catalog-model';

/** The kinds that teams build and run, and so the ones that scorecards grade. */
export const gradedKinds = ['Component', 'API', 'Resource', 'System'];

/**
 * Whether to show readiness on the page of an entity. Which scorecards apply is
 * for the backend to say; this leaves out the kinds that nobody deploys.
 *
 * @public
 */
export function isReadinessAvailable(entity: Entity): boolean {
  const kind = entity.kind.toLocaleLowerCase('en-US');
  return gradedKinds.some(each => each.toLocaleLowerCase('en-US') === kind);
}
