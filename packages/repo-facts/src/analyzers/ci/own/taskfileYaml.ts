import { parseYamlDocuments } from '../../../yaml/readYaml';
import { listOf, mapOf, textOf } from '../../shapes';
import { TaskFile } from './TaskFile';

/** A `Taskfile.yml`. Its templates are expressions that have no value here. */
export function readTaskfile(text: string): TaskFile {
  const plain = text.replace(/\{\{[^{}\n]{0,200}\}\}/g, '$EXPRESSION');
  const [document] = parseYamlDocuments(plain).documents;
  const tasks = new Map<string, string>();
  for (const [name, value] of Object.entries(
    mapOf(mapOf(document?.value).tasks),
  )) {
    const { cmds, cmd, deps } = mapOf(value);
    const lines =
      Array.isArray(value) || typeof value === 'string'
        ? value
        : [
            ...listOf(deps).map(dep => ({ task: mapOf(dep).task ?? dep })),
            ...listOf(cmds ?? cmd),
          ];
    tasks.set(name, listOf(lines).map(lineOf).join('\n'));
  }
  return { tasks, defaults: ['default'].filter(name => tasks.has(name)) };
}

function lineOf(command: unknown): string {
  const { cmd, task } = mapOf(command);
  return typeof task === 'string' ? `task ${task}` : textOf(cmd ?? command);
}
