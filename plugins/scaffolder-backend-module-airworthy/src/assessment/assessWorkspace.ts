import { readFile } from 'node:fs/promises';
import {
  CompiledScorecard,
  compileScorecard,
  gradeProvable,
  ProvableGrade,
} from '@airworthy/backstage-plugin-readiness-common';
import {
  builtInFactSchemas,
  toRepoFacts,
} from '@airworthy/backstage-plugin-readiness-node';
import { DirectoryTree, observeRepository } from '@airworthy/repo-facts';
import {
  compileBuiltInScorecard,
  compileBuiltInScorecards,
} from '@airworthy/scorecards';
import { InputError } from '@backstage/errors';

/** A scorecard by its name, or a file and what people call it. */
export type ScorecardSource =
  | { builtIn: string }
  | { file: string; name: string };

/**
 * Grades a folder, counted over the checks that files can prove, with the
 * engine that grades the catalog.
 *
 * @throws InputError when there is no such scorecard, or it has mistakes
 */
export async function assessWorkspace(options: {
  folder: string;
  /** The folder of the entity in it; all of it when absent. */
  path?: string;
  scorecard: ScorecardSource;
  entityRef: string;
  signal?: AbortSignal;
}): Promise<ProvableGrade> {
  const { folder, path, entityRef, signal } = options;
  const scorecard = await loadScorecard(options.scorecard);
  const observation = await observeRepository({
    tree: new DirectoryTree(folder),
    folder: path,
    signal,
  });
  const now = new Date();
  return gradeProvable({
    scorecard,
    namespaces: ['repo'],
    entityRef,
    facts: [
      {
        namespace: 'repo',
        ...toRepoFacts(observation),
        observedAt: now.toISOString(),
      },
    ],
    now,
  });
}

async function loadScorecard(
  source: ScorecardSource,
): Promise<CompiledScorecard> {
  if ('builtIn' in source) {
    return compileBuiltInScorecard(source.builtIn).catch(error => {
      throw new InputError(error.message);
    });
  }
  const { file, name } = source;
  const text = await readFile(file, 'utf8').catch(error => {
    throw new InputError(`${name} cannot be read (${error.code})`);
  });
  const { scorecard, problems } = compileScorecard({
    text,
    source: name,
    schemas: builtInFactSchemas,
    library: await compileBuiltInScorecards(),
  });
  if (!scorecard) {
    throw new InputError(
      problems
        .map(each => `${name}:${each.line}:${each.column}: ${each.message}`)
        .join('\n'),
    );
  }
  return scorecard;
}
