import { RepoFacts } from '../../facts';

/** Facts of pipelines as they are gathered. */
export type CiFacts = RepoFacts['ci'];
export type Pipeline = CiFacts['pipelines'][number];
export type Job = CiFacts['jobs'][number];
export type Step = CiFacts['steps'][number];

/** Sorted union of what steps do. */
export function unionOf(steps: { does: string[] }[]): string[] {
  return [...new Set(steps.flatMap(step => step.does))].sort();
}
