import { parseYamlDocuments } from '../../../yaml/readYaml';
import { listOf, mapOf, textOf } from '../../shapes';
import { TaskFile } from './TaskFile';

/** A `.pre-commit-config.yaml`: what its hooks run, as far as it says so. */
export function readPreCommitConfig(text: string): TaskFile {
  const [document] = parseYamlDocuments(text).documents;
  const hooks = listOf(mapOf(document?.value).repos)
    .flatMap(repo => listOf(mapOf(repo).hooks))
    .map(mapOf);
  const isByDefault = ({ stages }: Record<string, unknown>) =>
    stages === undefined ||
    listOf(stages).some(stage => /^(?:pre-)?commit$/.test(textOf(stage)));
  return {
    tasks: new Map(
      hooks.map(({ id, entry }) => [textOf(id), textOf(entry ?? id)]),
    ),
    defaults: hooks.filter(isByDefault).map(({ id }) => textOf(id)),
  };
}
