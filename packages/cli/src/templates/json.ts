import { SummarisedTest } from './SummarisedTest';

/** Machine-readable, as in `schema/templates.schema.json`. */
export function formatTemplatesJson(tests: SummarisedTest[]): string {
  const templates = tests.map(({ template, path, outcomes, results }) => ({
    template,
    path,
    checks: outcomes,
    results: results.map(({ outcomes: checks, ...result }) => ({
      ...result,
      checks,
    })),
  }));
  return `${JSON.stringify({ templates }, undefined, 2)}\n`;
}
