import { EntityStanding } from '@airworthy/backstage-plugin-readiness-common';

/** Whether a scorecard is the one that grades whose an entity is. */
export function isOwnership(scorecard: string): boolean {
  return scorecard === 'ownership';
}

/** Broken is what nobody answers for; incomplete, what somebody does, but not well. */
export type Ownership = 'inOrder' | 'incomplete' | 'broken' | 'unknown';

/** Whether somebody answers for an entity, as far as its ownership report tells. */
export function ownershipOf({ level, counts }: EntityStanding): Ownership {
  if (counts.fail > 0) {
    return level === null ? 'broken' : 'incomplete';
  }
  return counts.unknown > 0 ? 'unknown' : 'inOrder';
}
