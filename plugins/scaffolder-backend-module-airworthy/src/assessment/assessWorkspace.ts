import {
  CompiledScorecard,
  gradeProvable,
  Report,
} from '@airworthy/backstage-plugin-readiness-common';
import { toRepoFacts } from '@airworthy/backstage-plugin-readiness-node';
import { DirectoryTree, observeRepository } from '@airworthy/repo-facts';
import { compileBuiltInScorecard } from '@airworthy/scorecards';
import { InputError } from '@backstage/errors';

/** What a scorecard says about a folder of files alone. */
export interface Assessment {
  report: Report;
  /** Checks that no file can prove: they wait for people or data. */
  waiting: { id: string; title: string; level: string }[];
}

/**
 * Grades a folder, counted over the checks that files can prove, with the
 * engine that grades the catalog.
 *
 * @throws InputError when there is no such scorecard
 */
export async function assessWorkspace(options: {
  folder: string;
  scorecard: string;
  signal?: AbortSignal;
}): Promise<Assessment> {
  const { folder, signal } = options;
  const scorecard = await loadScorecard(options.scorecard);
  const observation = await observeRepository({
    tree: new DirectoryTree(folder),
    signal,
  });
  const now = new Date();
  const { report, waiting } = gradeProvable({
    scorecard,
    namespaces: ['repo'],
    entityRef: 'component:default/workspace',
    facts: [
      {
        namespace: 'repo',
        ...toRepoFacts(observation),
        observedAt: now.toISOString(),
      },
    ],
    now,
  });
  return {
    report,
    waiting: report.results
      .filter(({ check }) => waiting.has(check))
      .map(({ check: id, title, level }) => ({ id, title, level })),
  };
}

async function loadScorecard(name: string): Promise<CompiledScorecard> {
  return compileBuiltInScorecard(name).catch(error => {
    throw new InputError(error.message);
  });
}
