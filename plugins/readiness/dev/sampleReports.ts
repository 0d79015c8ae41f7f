import {
  CheckResult,
  EntityReadiness,
  Excuse,
  waitsForPeople,
  Report,
  ResultStatus,
  ScorecardResponse,
} from '@airworthy/backstage-plugin-readiness-common';
import { ownership, productionReadiness } from './sampleScorecards';

/** An entity of the sample, with the statuses that are not `pass` by check. */
export interface SampleEntity {
  kind: string;
  namespace: string;
  name: string;
  title?: string;
  type?: string;
  owner?: string;
  system?: string;
  statuses: Record<string, ResultStatus>;
}

const observedAt = new Date(Date.now() - 12 * 60_000).toISOString();

const sampleExcuse: Excuse = {
  id: 'chaos',
  reason: 'The service is being replaced.',
  grantedBy: 'user:default/ann',
  expiresAt: new Date(Date.now() + 50 * 24 * 60 * 60_000).toISOString(),
};

const details: Partial<Record<ResultStatus, string>> = {
  unknown:
    'repo.quality: no coverage report has been pushed for this revision.',
  'not-applicable': 'The repository has no Kubernetes manifests.',
};

function count(results: CheckResult[]): Record<ResultStatus, number> {
  const counts = {
    pass: 0,
    fail: 0,
    unknown: 0,
    exempt: 0,
    'not-applicable': 0,
  };
  results.forEach(each => {
    counts[each.status] += 1;
  });
  return counts;
}

/** Grades a sample entity in the way of the contract. */
export function sampleReport(
  scorecard: ScorecardResponse,
  entity: SampleEntity,
): Report {
  const results = scorecard.checkList.map((check): CheckResult => {
    const status = entity.statuses[check.id] ?? 'pass';
    return {
      check: check.id,
      title: check.title,
      status,
      level: check.level,
      category: check.category,
      weight: check.weight,
      effortHours: check.effortHours,
      message: check.message,
      reason: check.reason,
      detail: details[status],
      evidence:
        check.category === 'containers'
          ? [{ path: 'docker/Dockerfile', line: 7, note: 'USER root' }]
          : [],
      ...(status === 'exempt' && { excuse: sampleExcuse, excused: 'fail' }),
      fix: { guide: check.guide, template: check.template },
      facts: [`repo.${check.category.replace(/-.*/, '')}`],
      observedAt: status === 'unknown' ? undefined : observedAt,
    };
  });
  const counts = count(results);
  const open = (result: CheckResult) =>
    result.status === 'fail' || result.status === 'unknown';
  let reachable = true;
  const levels = scorecard.levels.map(level => {
    const ofLevel = results.filter(each => each.level === level.id);
    reachable = reachable && !ofLevel.some(open);
    return { ...level, reached: reachable, counts: count(ofLevel) };
  });
  const weigh = (statuses: ResultStatus[]) =>
    results
      .filter(each => statuses.includes(each.status))
      .reduce((sum, each) => sum + each.weight, 0);
  const applicable = weigh(['pass', 'fail', 'unknown']);
  const rank = (result: CheckResult) =>
    levels.findIndex(each => each.id === result.level);
  return {
    scorecard: scorecard.name,
    scorecardTitle: scorecard.title,
    entityRef: `${entity.kind}:${entity.namespace}/${entity.name}`,
    level: levels.filter(each => each.reached).pop()?.id ?? null,
    score: applicable ? (weigh(['pass']) / applicable) * 100 : null,
    coverage: 1 - counts.unknown / results.length,
    counts,
    levels,
    results,
    nextSteps: results
      .filter(
        each =>
          each.status === 'fail' ||
          (each.status === 'unknown' &&
            (waitsForPeople(each) || each.evidence.length > 0)),
      )
      .sort((a, b) => rank(a) - rank(b) || a.effortHours - b.effortHours)
      .map(each => each.check),
  };
}

/** All that the backend would say about a sample entity. */
export function sampleReadiness(entity: SampleEntity): EntityReadiness {
  return {
    entityRef: `${entity.kind}:${entity.namespace}/${entity.name}`,
    sourceLocation: `url:https://github.com/example/${entity.name}/tree/main/`,
    reports: [
      sampleReport(productionReadiness, entity),
      sampleReport(ownership, entity),
    ],
    collections: [
      { namespace: 'catalog', observedAt, problems: [] },
      {
        namespace: 'repo',
        observedAt,
        revision: '4f1d2c9a77b0e5d3',
        problems: [
          {
            fact: 'repo.docker',
            reason: 'The file is not text',
            path: 'legacy/Dockerfile',
          },
        ],
      },
    ],
    pending: false,
  };
}

const service = (
  name: string,
  owner: string | undefined,
  system: string | undefined,
  statuses: Record<string, ResultStatus> = {},
): SampleEntity => ({
  kind: 'component',
  namespace: 'default',
  name,
  type: 'service',
  owner,
  system,
  statuses,
});

const beyond = (level: 1 | 2 | 3): Record<string, ResultStatus> =>
  Object.fromEntries(
    productionReadiness.checkList
      .filter(check => Number(check.level.slice(1)) > level)
      .map(check => [check.id, 'fail']),
  );

export const sampleEntities: SampleEntity[] = [
  service('checkout', 'group:default/payments', 'system:default/shop', {
    'container-runs-as-non-root': 'fail',
    coverage: 'unknown',
    runbook: 'fail',
    autoscaling: 'not-applicable',
    canary: 'fail',
    chaos: 'exempt',
    'owner-has-contact': 'fail',
  }),
  service('ledger', 'group:default/payments', 'system:default/shop'),
  service('invoices', 'group:default/payments', 'system:default/shop', {
    ...beyond(3),
  }),
  service('catalogue', 'group:default/storefront', 'system:default/shop', {
    ...beyond(2),
  }),
  service('search', 'group:default/storefront', 'system:default/shop', {
    ...beyond(2),
    tracing: 'unknown',
  }),
  service('basket', 'group:default/storefront', 'system:default/shop', {
    ...beyond(1),
  }),
  service('parcels', 'group:default/logistics', 'system:default/delivery', {
    ...beyond(1),
    coverage: 'unknown',
  }),
  service('routes', 'group:default/logistics', 'system:default/delivery', {
    'health-endpoint': 'fail',
    'tests-in-ci': 'fail',
    ...beyond(1),
  }),
  service('labels', 'group:default/nobody', 'system:default/delivery', {
    'health-endpoint': 'fail',
    ...beyond(1),
    'owner-exists': 'fail',
    'owner-is-group': 'unknown',
    'owner-has-members': 'unknown',
    'owner-has-contact': 'unknown',
  }),
  service('mailer', undefined, undefined, {
    ...beyond(1),
    'owner-exists': 'fail',
    'owner-is-group': 'fail',
    'owner-has-members': 'fail',
    'owner-has-contact': 'fail',
  }),
];
