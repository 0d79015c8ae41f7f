import { existsSync, readdirSync, readFileSync } from 'fs';
import { basename, join, resolve } from 'path';
import { Fixture, parseFixtures } from '../fixtures';

/** Where the fixtures of the built-in scorecards are kept, a folder for each. */
export const fixturesFolder = resolve(__dirname, '../../fixtures');

/** The fixtures of a built-in scorecard, by check and in the order of each file. */
export function builtInFixtures(scorecard: string): Fixture[] {
  const folder = join(fixturesFolder, scorecard);
  const files = existsSync(folder) ? readdirSync(folder).sort() : [];
  return files.flatMap(file => {
    const { fixtures, problems } = parseFixtures({
      text: readFileSync(join(folder, file), 'utf8'),
      source: `${scorecard}/${file}`,
      check: basename(file, '.yaml'),
    });
    if (problems.length > 0) {
      throw new Error(JSON.stringify(problems, undefined, 2));
    }
    return fixtures;
  });
}
