import { parseYamlDocuments, YamlDocument } from '../../yaml/readYaml';
import { asObject } from '../files/plainValues';
import { UnreadableGateError } from './Gate';

/**
 * The documents of a file in YAML, or in JSON, which is YAML as well.
 *
 * @throws UnreadableGateError when it is malformed.
 */
export function gateDocuments(text: string): YamlDocument[] {
  const { documents, errors } = parseYamlDocuments(text);
  for (const { message, line } of errors) {
    throw new UnreadableGateError(`cannot be parsed: ${message}`, line);
  }
  return documents;
}

/** What lies at a path of maps; `undefined` where it ends early. */
export function valueAt(value: unknown, path: string[]): unknown {
  return path.reduce(
    (at: unknown, key) =>
      Object.hasOwn(asObject(at), key) ? asObject(at)[key] : undefined,
    value,
  );
}
