import { EntityStanding } from '@airworthy/backstage-plugin-readiness-common';
import { ownershipOf } from './ownership';

const standing = (
  level: string | null,
  counts: Partial<EntityStanding['counts']>,
) =>
  ({
    level,
    counts: {
      pass: 0,
      fail: 0,
      unknown: 0,
      exempt: 0,
      'not-applicable': 0,
      ...counts,
    },
  } as EntityStanding);

describe('ownershipOf', () => {
  it.each([
    ['broken', null, { fail: 1, pass: 5 }],
    ['incomplete', 'O1', { fail: 1, unknown: 1 }],
    ['unknown', null, { unknown: 1 }],
    ['unknown', 'O1', { unknown: 1, pass: 5 }],
    ['inOrder', 'O3', { pass: 6, exempt: 1 }],
  ])('is %s at level %s with %j', (expected, level, counts) => {
    expect(ownershipOf(standing(level, counts))).toBe(expected);
  });
});
