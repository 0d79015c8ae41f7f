import {
  CheckSummary,
  ScorecardResponse,
} from '@airworthy/backstage-plugin-readiness-common';

type Check = Pick<CheckSummary, 'id' | 'title' | 'level' | 'category'> &
  Partial<CheckSummary>;

function scorecard(
  about: Pick<
    ScorecardResponse,
    'name' | 'title' | 'description' | 'owner' | 'levels'
  >,
  checks: Check[],
): ScorecardResponse {
  return {
    ...about,
    checks: checks.length,
    revision: 'sample',
    checkList: checks.map(check => ({
      weight: 1,
      effortHours: 1,
      message: `This is not so: ${check.title.toLocaleLowerCase()}.`,
      pass: 'true',
      ...check,
    })),
  };
}

export const productionReadiness = scorecard(
  {
    name: 'production-readiness',
    title: 'Production readiness',
    description: 'What a service needs before and while it serves customers.',
    owner: 'group:default/platform',
    levels: [
      {
        id: 'L1',
        title: 'MVP',
        description: 'Health check, unit tests, an owner.',
      },
      {
        id: 'L2',
        title: 'Stable',
        description: 'Metrics, graceful shutdown, runbooks.',
      },
      {
        id: 'L3',
        title: 'Resilient',
        description: 'Tracing, autoscaling, objectives.',
      },
      {
        id: 'L4',
        title: 'Optimized',
        description: 'Canaries, error budgets, chaos tests.',
      },
    ],
  },
  [
    {
      id: 'health-endpoint',
      title: 'A health endpoint exists',
      level: 'L1',
      category: 'health-and-lifecycle',
      weight: 3,
      effortHours: 2,
    },
    {
      id: 'graceful-shutdown',
      title: 'The service drains before it stops',
      level: 'L2',
      category: 'health-and-lifecycle',
      effortHours: 4,
    },
    {
      id: 'container-runs-as-non-root',
      title: 'The container runs as a non-root user',
      level: 'L2',
      category: 'containers',
      weight: 2,
      effortHours: 0.5,
      message:
        'A container that runs as root turns a bug in the service into a bug on the node.',
      reason: 'CIS Docker Benchmark, section 4.1.',
      guide:
        'Add a `USER` instruction after the last `COPY`:\n\n```dockerfile\nCOPY --chown=node:node . .\nUSER node\n```',
      template: 'template:default/fix-container',
    },
    {
      id: 'image-pinned',
      title: 'The base image is pinned',
      level: 'L2',
      category: 'containers',
      effortHours: 0.25,
    },
    {
      id: 'tests-in-ci',
      title: 'Each pull request is built and tested',
      level: 'L1',
      category: 'delivery-pipeline',
      effortHours: 3,
    },
    {
      id: 'coverage',
      title: 'Test coverage is above 80 %',
      level: 'L2',
      category: 'delivery-pipeline',
      effortHours: 8,
    },
    {
      id: 'runbook',
      title: 'A runbook is linked',
      level: 'L2',
      category: 'incident-readiness',
      effortHours: 2,
    },
    {
      id: 'autoscaling',
      title: 'The service scales by itself',
      level: 'L3',
      category: 'orchestration',
      effortHours: 2,
    },
    {
      id: 'tracing',
      title: 'Requests are traced',
      level: 'L3',
      category: 'observability',
      effortHours: 6,
    },
    {
      id: 'canary',
      title: 'Releases go out as canaries',
      level: 'L4',
      category: 'delivery-pipeline',
      effortHours: 16,
    },
    {
      id: 'chaos',
      title: 'A chaos experiment is defined',
      level: 'L4',
      category: 'incident-readiness',
      effortHours: 8,
    },
  ],
);

export const ownership = scorecard(
  {
    name: 'ownership',
    title: 'Ownership',
    description: 'Whether somebody answers for each entity.',
    owner: 'group:default/platform',
    levels: [
      { id: 'L1', title: 'Owned' },
      { id: 'L2', title: 'Answered for' },
    ],
  },
  [
    {
      id: 'owner-exists',
      title: 'The owner exists',
      level: 'L1',
      category: 'ownership',
      effortHours: 0.25,
    },
    {
      id: 'owner-is-group',
      title: 'The owner is a group',
      level: 'L1',
      category: 'ownership',
      effortHours: 0.5,
    },
    {
      id: 'owner-has-members',
      title: 'The owner has members',
      level: 'L2',
      category: 'ownership',
    },
    {
      id: 'owner-has-contact',
      title: 'The owner can be reached',
      level: 'L2',
      category: 'ownership',
    },
  ],
);
