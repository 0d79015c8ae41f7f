import { EntityStanding } from '@airworthy/backstage-plugin-readiness-common';

/** Whether a scorecard is the one that grades whose an entity is. */
export function isOwnership(scorecard: string): boolean {
  return scorecard === 'ownership';
}

/** Whether somebody answers for an entity, as far as its ownership report tells. */
export function ownershipOf(
  standing: EntityStanding,
): 'inOrder' | 'broken' | 'unknown' {
  if (standing.counts.fail > 0) {
    return 'broken';
  }
  return standing.counts.unknown > 0 ? 'unknown' : 'inOrder';
}
