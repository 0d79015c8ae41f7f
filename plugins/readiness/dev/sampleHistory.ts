import { ResultChange } from '@airworthy/backstage-plugin-readiness-common';

const dayMs = 24 * 60 * 60 * 1_000;

const changes: (Omit<ResultChange, 'scorecard' | 'revision' | 'changedAt'> & {
  daysAgo: number;
})[] = [
  {
    daysAgo: 3,
    check: 'non-root-container',
    title: 'The container runs as a non-root user',
    from: 'pass',
    to: 'fail',
    cause: 'service',
    facts: [
      { path: 'repo.docker.images[0].user', from: '"node"', to: '"root"' },
    ],
  },
  {
    daysAgo: 14,
    check: 'canary-releases',
    title: 'Releases go out as canaries',
    from: 'fail',
    to: 'exempt',
    cause: 'exemption',
    reason: 'The service is being replaced by the end of the quarter.',
  },
  {
    daysAgo: 33,
    check: 'coverage-above-80',
    title: 'Test coverage is above 80 %',
    from: 'pass',
    to: 'fail',
    cause: 'rule',
    fromRevision: 'r1',
  },
  {
    daysAgo: 58,
    check: 'runbook',
    title: 'A runbook is linked',
    from: 'unknown',
    to: 'fail',
    cause: 'data',
    reason: 'The repository could not be read: 503 Service Unavailable',
  },
  {
    daysAgo: 61,
    check: 'runbook',
    title: 'A runbook is linked',
    from: 'fail',
    to: 'unknown',
    cause: 'data',
    reason: 'The repository could not be read: 503 Service Unavailable',
  },
  {
    daysAgo: 74,
    check: 'health-endpoint',
    title: 'There is a health endpoint',
    from: 'fail',
    to: 'pass',
    cause: 'service',
    facts: [{ path: 'repo.http.healthPath', to: '"/healthz"' }],
  },
  ...Array.from({ length: 8 }, (_, index) => ({
    daysAgo: 90 + 10 * index,
    check: 'restore-tested',
    title: 'A restore was tested',
    from: index % 2 ? ('fail' as const) : ('pass' as const),
    to: index % 2 ? ('pass' as const) : ('fail' as const),
    cause: index % 2 ? ('service' as const) : ('time' as const),
    reason: index % 2 ? undefined : 'It was attested more than 90 days ago.',
  })),
];

/** What changed by a scorecard, the latest first. */
export function sampleHistory(scorecard: string): ResultChange[] {
  return changes.map(({ daysAgo, ...change }) => ({
    ...change,
    scorecard,
    revision: 'r2',
    changedAt: new Date(Date.now() - daysAgo * dayMs).toISOString(),
  }));
}
