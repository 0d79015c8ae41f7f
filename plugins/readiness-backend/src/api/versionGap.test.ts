import { versionGap } from './versionGap';

describe('versionGap', () => {
  it.each([
    ['1.2.3', '1.2.3', undefined],
    ['1.2.3', '2.0.0', 'major'],
    ['1.9.3', '1.10.0', 'minor'],
    ['1.2.3', '1.2.4', 'patch'],
    ['1.2.3', 'v1.2.4', 'patch'],
    ['2.0.0', '1.9.9', undefined],
    ['1.2.4', '1.2.3', undefined],
    ['1.2.3-rc.1', '1.2.3', 'other'],
    ['2026-04', '2026-05', 'other'],
    ['1.2.3', 'next', 'other'],
  ])('of %s from %s is %s', (version, current, gap) => {
    expect(versionGap(version, current)).toBe(gap);
  });
});
