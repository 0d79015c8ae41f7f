import { SummarisedTest } from './SummarisedTest';

/** Machine-readable, as in `schema/templates.schema.json`. */
export function formatTemplatesJson(tests: SummarisedTest[]): string {
  const templates = tests.map(
    ({ template, path, tier, outcomes, results }) => ({
      template,
      path,
      tier,
      checks: outcomes,
      results: results.map(({ outcomes: checks, ...result }) => ({
        ...result,
        checks,
      })),
    }),
  );
  return `${JSON.stringify({ templates }, undefined, 2)}\n`;
}
