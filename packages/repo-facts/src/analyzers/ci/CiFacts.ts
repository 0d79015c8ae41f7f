import { RepoFacts } from '../../facts';

/** Facts of pipelines as they are gathered. */
export type CiFacts = RepoFacts['ci'];
export type Pipeline = CiFacts['pipelines'][number];
export type Job = CiFacts['jobs'][number];
export type Step = CiFacts['steps'][number];

/**
 * Takes out of the steps of a job what they deploy to a cluster that the job
 * made for itself: the cluster ends with the job, so nothing was delivered.
 */
export function withoutTrials(steps: Step[]): Step[] {
  const isTrial = steps.some(({ does }) => does.includes('cluster'));
  return isTrial
    ? steps.map(step => ({
        ...step,
        does: step.does.filter(
          what =>
            !['cluster', 'deploy', 'imperative-deploy', 'rollback'].includes(
              what,
            ),
        ),
      }))
    : steps;
}

/** Tests of a job that starts a database beside them are more than unit tests. */
export function withIntegrationTests(steps: Step[]): Step[] {
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
export function isWork(steps: Step[]): boolean {
  return unionOf(steps).some(what => what !== 'install' && what !== 'cache');
}
