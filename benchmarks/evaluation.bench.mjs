// Evaluation alone, against the bare CEL engine on the same expressions.
import { join } from 'node:path';
import { loadSource, root } from './loadSource.mjs';
import { median } from './median.mjs';

export async function measure({ quick }) {
  const {
    Environment,
    compileBuiltInScorecard,
    evaluateScorecard,
    observeRepository,
    DirectoryTree,
  } = await loadSource(`
    export { Environment } from '@marcbachmann/cel-js';
    export { evaluateScorecard } from './plugins/readiness-common/src';
    export { compileBuiltInScorecard } from './packages/scorecards/src';
    export { observeRepository, DirectoryTree } from './packages/repo-facts/src';
  `);
  const name = 'production-readiness';
  const whole = await compileBuiltInScorecard(name);
  // What a tree answers; the rest is unknown without any evaluation.
  const checks = whole.checks.filter(
    ({ pass, facts }) => pass && facts.every(path => path.startsWith('repo.')),
  );
  const scorecard = { ...whole, checks };

  const { facts } = await observeRepository({
    tree: new DirectoryTree(join(root, 'examples/services/label-printer')),
  });
  const now = new Date('2026-01-01T00:00:00Z');
  const observed = {
    namespace: 'repo',
    value: facts,
    observedAt: now.toISOString(),
    problems: [],
  };

  const environment = new Environment({
    unlistedVariablesAreDyn: true,
    homogeneousAggregateLiterals: false,
  }).registerVariable('now', 'google.protobuf.Timestamp');
  const parse = text => text && environment.parse(text);
  const bare = checks.map(({ when, pass, evidence }) => [
    parse(when),
    parse(pass),
    parse(evidence),
  ]);
  const variables = { repo: facts, now };

  const times = quick ? 200 : 2_000;
  const engine = perCheck(times, checks, () => {
    for (const [when, pass, evidence] of bare) {
      if (!when || when(variables)) {
        pass(variables);
        evidence?.(variables);
      }
    }
  });
  const value = perCheck(times, checks, () =>
    evaluateScorecard({
      scorecard,
      entityRef: 'component:default/label-printer',
      facts: [observed],
      now,
    }),
  );
  return [
    {
      name: 'evaluation',
      value,
      unit: 'µs per check',
      budget: 3 * engine,
      baseline: engine,
      note: `A report of the ${checks.length} checks of ${name} that a tree answers, facts in memory; the baseline runs the same expressions in the bare CEL engine. The budget is three times the baseline.`,
    },
  ];
}

/** Microseconds per check, once the code is warm. */
function perCheck(times, checks, work) {
  const once = () => {
    const started = process.hrtime.bigint();
    work();
    return Number(process.hrtime.bigint() - started) / 1_000 / checks.length;
  };
  median(times, once);
  return median(times, once);
}
