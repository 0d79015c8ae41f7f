import { posix } from 'node:path';
import { listOf, mapOf, textOf } from '../shapes';
import { shellCommands } from './shell';

/** Characters of a script that are searched for where it goes first. */
const maxBeginning = 500;

/** More values of a matrix, and keys of it in one text, are not told apart. */
const maxValues = 30;
const maxKeys = 3;

const expression = /\$\{\{ {0,9}matrix\.([\w.-]{1,100}) {0,9}\}\}/;

/** Inputs of actions that name the folder, or a file in it, that they work on. */
const folderInputs = ['working-directory', 'workdir', 'context'];
const fileInputs = ['file', 'dockerfile'];

/** A script, and the folder that it starts in. */
export interface StartedScript {
  folder: string;
  script: string;
}

/** What a script becomes in the jobs of a matrix, which may name its folder. */
export function scriptsOverMatrix(
  { folder, script }: StartedScript,
  job: Record<string, unknown>,
): StartedScript[] {
  return valuesOverMatrix(`${folder}\n${script}`, job).map(text => {
    const end = text.indexOf('\n');
    return { folder: text.slice(0, end), script: text.slice(end + 1) };
  });
}

/** Where a shell is after the first command of a script. */
export function changeFolder(folder: string, script: string): string {
  const [first = []] = shellCommands(script.slice(0, maxBeginning));
  const [command, target = '-'] = first;
  return command === 'cd' && !target.startsWith('-')
    ? posix.join(folder, target)
    : folder;
}

/** The folders that an action is told to work on. */
export function foldersOfInputs(given: Record<string, unknown>): string[] {
  return [
    ...folderInputs.map(name => textOf(given[name])),
    ...fileInputs.map(name => posix.dirname(textOf(given[name]))),
  ];
}

/** What a text becomes in the jobs of a matrix. */
export function valuesOverMatrix(
  text: string,
  job: Record<string, unknown>,
): string[] {
  const combinations = combinationsOf(mapOf(mapOf(job.strategy).matrix));
  let texts = [text];
  for (let depth = 0; depth < maxKeys; depth++) {
    texts = texts
      .flatMap(written => fill(written, combinations))
      .slice(0, maxValues);
  }
  return texts;
}

/** What a matrix says together: one value of a key, or an entry of `include`. */
function combinationsOf({
  include,
  exclude,
  ...keys
}: Record<string, unknown>): Record<string, unknown>[] {
  return [
    ...Object.entries(keys).flatMap(([key, values]) =>
      listOf(values).map(value => ({ [key]: value })),
    ),
    ...listOf(include).map(mapOf),
  ];
}

/** The text with each combination that knows its first expression. */
function fill(text: string, combinations: Record<string, unknown>[]): string[] {
  const [, first] = expression.exec(text) ?? [];
  const fitting = combinations.filter(
    combination => first && valueAt(combination, first) !== undefined,
  );
  return fitting.length === 0
    ? [text]
    : fitting
        .slice(0, maxValues)
        .map(combination =>
          text.replace(
            new RegExp(expression, 'g'),
            (written, path) => valueAt(combination, path) ?? written,
          ),
        );
}

/** The text at a path such as `suite.command`. */
function valueAt(
  combination: Record<string, unknown>,
  path: string,
): string | undefined {
  let value: unknown = combination;
  for (const key of path.split('.')) {
    value = mapOf(value)[key];
  }
  return typeof value === 'string' ? value : undefined;
}
