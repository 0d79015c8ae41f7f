import { posix } from 'node:path';
import { listOf, mapOf, textOf } from '../shapes';
import { shellCommands } from './shell';

/** Characters of a script that are searched for where it goes first. */
const maxBeginning = 500;

/** More values of a matrix are not told apart. */
const maxValues = 30;

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
  const [written, key] = /\$\{\{ *matrix\.([\w-]+) *\}\}/.exec(text) ?? [];
  const matrix = mapOf(mapOf(job.strategy).matrix);
  const values = [
    ...listOf(matrix[key ?? '']),
    ...listOf(matrix.include).map(entry => mapOf(entry)[key ?? '']),
  ].filter((value): value is string => typeof value === 'string');
  return written === undefined || values.length === 0
    ? [text]
    : values.slice(0, maxValues).map(value => text.replaceAll(written, value));
}
