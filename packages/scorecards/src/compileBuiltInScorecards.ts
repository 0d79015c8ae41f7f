import {
  CompiledScorecard,
  compileScorecard,
} from '@airworthy/backstage-plugin-readiness-common';
import { builtInFactSchemas } from '@airworthy/backstage-plugin-readiness-node';
import { readBuiltInScorecards } from './builtInScorecards';

let compiledOnce: Promise<CompiledScorecard[]> | undefined;

/**
 * Compiles all built-in scorecards, sorted by name. Each may use the checks of
 * those before it. As they are part of the program, they are compiled once.
 *
 * @public
 */
export async function compileBuiltInScorecards(): Promise<CompiledScorecard[]> {
  compiledOnce ??= compileAll().catch(error => {
    compiledOnce = undefined;
    throw error;
  });
  return [...(await compiledOnce)];
}

async function compileAll(): Promise<CompiledScorecard[]> {
  const compiled: CompiledScorecard[] = [];
  for (const text of await readBuiltInScorecards()) {
    const { scorecard, problems } = compileScorecard({
      ...text,
      schemas: builtInFactSchemas,
      library: compiled,
    });
    if (!scorecard) {
      const [{ source, line, column, message }] = problems;
      throw new Error(`${source}:${line}:${column}: ${message}`);
    }
    compiled.push(scorecard);
  }
  return compiled;
}

/**
 * Compiles one built-in scorecard.
 *
 * @throws Error that names the known ones when there is none of that name.
 *
 * @public
 */
export async function compileBuiltInScorecard(
  name: string,
): Promise<CompiledScorecard> {
  const scorecards = await compileBuiltInScorecards();
  const names = scorecards.map(({ document }) => document.metadata.name);
  const scorecard = scorecards[names.indexOf(name)];
  if (!scorecard) {
    throw new Error(
      `There is no built-in scorecard '${name}'; there are ${names.join(
        ', ',
      )}.`,
    );
  }
  return scorecard;
}
