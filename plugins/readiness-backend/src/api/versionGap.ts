import { VersionGap } from '@airworthy/backstage-plugin-readiness-common';

const gaps = ['major', 'minor', 'patch'] as const;

/**
 * How far a version is behind the current one, `undefined` when it is not:
 * a newer one is not behind. Versions that are not made of three numbers are
 * only known to be different.
 */
export function versionGap(
  version: string,
  current: string,
): VersionGap | undefined {
  if (version === current) {
    return undefined;
  }
  const [was, is] = [version, current].map(numbersOf);
  if (!was || !is) {
    return 'other';
  }
  const at = was.findIndex((number, index) => number !== is[index]);
  if (at < 0) {
    return 'other';
  }
  return was[at] < is[at] ? gaps[at] : undefined;
}

function numbersOf(version: string): number[] | undefined {
  const parts = /^v?(\d{1,9})\.(\d{1,9})\.(\d{1,9})(?:[-+]|$)/.exec(version);
  return parts?.slice(1).map(Number);
}
