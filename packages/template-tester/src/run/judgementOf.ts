import { posix } from 'node:path';
import { CompiledScorecard } from '@airworthy/backstage-plugin-readiness-common';
import { RenderedFiles, TemplateSource } from '@airworthy/golden-paths';
import { InputError } from '@backstage/errors';
import { Scorecards } from '../checks/Scorecards';
import { Rendered } from './render';

/** What of a result is graded, and by what. */
export interface Judgement {
  files: RenderedFiles;
  /** Of what is graded, `""` for all. */
  folder: string;
  scorecard: CompiledScorecard;
}

/** Actions that grade; the others grade what they change. */
const assess = 'airworthy:assess';
const judges = [assess, 'airworthy:prove', 'airworthy:upgrade'];

/**
 * How a template grades its result: by its own step where one ran, or else all
 * of it by production-readiness.
 *
 * @param expected - the scorecard that the test file names, instead of another
 * @throws InputError when there is no such scorecard, or it has mistakes
 */
export async function judgementOf(
  { entity }: TemplateSource,
  result: Rendered,
  options: { scorecards: Scorecards; expected?: string; named: string },
): Promise<Judgement> {
  const { files, folder, workspace, inputs } = result;
  const { scorecards, expected, named } = options;
  const step = entity.spec.steps.find(
    ({ action, id }) => judges.includes(action) && inputs.has(id!),
  );
  const input: { scorecard?: string; scorecardPath?: string; path?: string } =
    (step && inputs.get(step.id!)) ?? {};
  const graded =
    step?.action === assess
      ? { files: below(input.path ?? '.', workspace), folder: '' }
      : { files, folder };
  if (expected !== undefined) {
    const scorecard = await scorecards.builtIn(expected).catch(error => {
      throw new InputError(`${named}: expect.scorecard: ${error.message}`);
    });
    return { ...graded, scorecard };
  }
  const { scorecard: name = 'production-readiness', scorecardPath } = input;
  const scorecard = await (scorecardPath === undefined
    ? scorecards.builtIn(name)
    : scorecards.inResult(posix.normalize(scorecardPath), workspace));
  return { ...graded, scorecard };
}

/** The files in a folder, with their paths in it. */
function below(folder: string, files: RenderedFiles): RenderedFiles {
  const prefix = posix.join('/', folder, '/').slice(1);
  return new Map(
    [...files]
      .filter(([path]) => path.startsWith(prefix))
      .map(([path, file]) => [path.slice(prefix.length), file]),
  );
}
