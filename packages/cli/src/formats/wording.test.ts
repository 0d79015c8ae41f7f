import {
  CheckResult,
  placesOf,
} from '@airworthy/backstage-plugin-readiness-common';

it('names each place in a file once', () => {
  const result: CheckResult = {
    check: 'non-root',
    title: 'Images run as non-root',
    status: 'unknown',
    level: 'L1',
    category: 'Containers',
    weight: 1,
    effortHours: 1,
    message: 'A container runs as root.',
    evidence: [
      { path: 'Dockerfile', line: 1, note: 'is large' },
      { path: 'Dockerfile', line: 1, note: 'is binary' },
      { path: 'Dockerfile' },
      { note: 'group:default/shop' },
    ],
    facts: [],
  };

  expect(placesOf(result)).toEqual([
    { path: 'Dockerfile', line: 1 },
    { path: 'Dockerfile' },
  ]);
});
