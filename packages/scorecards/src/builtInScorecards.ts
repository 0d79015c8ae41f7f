import { readdir, readFile } from 'fs/promises';
import { basename, dirname, extname, join } from 'path';

/**
 * A built-in scorecard as YAML text.
 *
 * @public
 */
export interface BuiltInScorecard {
  name: string;
  /** Where it comes from, for problems: `built-in:<name>`. */
  source: string;
  text: string;
}

/**
 * Reads all built-in scorecards from this package, sorted by name.
 *
 * @public
 */
export async function readBuiltInScorecards(): Promise<BuiltInScorecard[]> {
  const folder = scorecardsFolder();
  const names = await readNames(folder);
  return Promise.all(names.map(name => read(folder, name)));
}

/**
 * The package is asked for by name, because the place of this file in it
 * differs between source, build and bundle.
 */
function scorecardsFolder(): string {
  return join(
    dirname(require.resolve('@airworthy/scorecards/package.json')),
    'scorecards',
  );
}

async function readNames(folder: string): Promise<string[]> {
  const files = await readdir(folder);
  return files
    .filter(file => extname(file) === '.yaml')
    .map(file => basename(file, '.yaml'))
    .sort();
}

async function read(folder: string, name: string): Promise<BuiltInScorecard> {
  const text = await readFile(join(folder, `${name}.yaml`), 'utf8');
  return { name, source: `built-in:${name}`, text };
}
