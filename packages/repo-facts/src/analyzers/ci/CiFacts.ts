import { RepoFacts } from '../../facts';

/** Facts of pipelines as they are gathered. */
export type CiFacts = RepoFacts['ci'];
export type Pipeline = CiFacts['pipelines'][number];
export type Job = CiFacts['jobs'][number];
export type Step = CiFacts['steps'][number];

/** No pipeline. */
export function noCi(): CiFacts {
  return { pipelines: [], jobs: [], steps: [], images: [], previews: [] };
}

/** Adds facts to those gathered before. */
export function addFacts(facts: CiFacts, more: Partial<CiFacts>): void {
  facts.pipelines.push(...(more.pipelines ?? []));
  facts.jobs.push(...(more.jobs ?? []));
  facts.steps.push(...(more.steps ?? []));
  facts.images.push(...(more.images ?? []));
  facts.previews.push(...(more.previews ?? []));
}

const ofDelivery = new Set([
  ...['cluster', 'deploy', 'imperative-deploy', 'rollback'],
]);

/**
 * Takes out of the steps of a job what they deploy to a cluster that the job
 * made for itself: the cluster ends with the job, so nothing was delivered, and
 * a smoke test of it is an integration test.
 */
export function withoutTrials<T extends { does: string[] }>(steps: T[]): T[] {
  const isTrial = steps.some(({ does }) => does.includes('cluster'));
  return isTrial
    ? steps.map(step => ({
        ...step,
        does: step.does
          .filter(what => !ofDelivery.has(what))
          .map(what => (what === 'smoke-test' ? 'integration-test' : what))
          .sort(),
      }))
    : steps;
}

/** Tests of a job that starts a database beside them are more than unit tests. */
export function withIntegrationTests<T extends { does: string[] }>(
  steps: T[],
): T[] {
  return steps.map(step =>
    step.does.includes('unit-test')
      ? { ...step, does: unionOf([step, { does: ['integration-test'] }]) }
      : step,
  );
}

/** Sorted union of what steps do. */
export function unionOf(steps: { does: string[] }[]): string[] {
  return [...new Set(steps.flatMap(step => step.does))].sort();
}

/** Whether steps do more than to prepare others. */
export function isWork(steps: { does: string[] }[]): boolean {
  return unionOf(steps).some(what => what !== 'install' && what !== 'cache');
}
