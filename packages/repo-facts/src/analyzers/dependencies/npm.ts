import { parseYamlDocuments } from '../../yaml/readYaml';
import { asObject, asText } from '../files/plainValues';
import {
  DeclaredPackage,
  ManifestReader,
  UnreadableManifestError,
} from './Manifest';

const sections = [
  ['dependencies', 'runtime'],
  ['optionalDependencies', 'runtime'],
  ['peerDependencies', 'runtime'],
  ['devDependencies', 'development'],
] as const;

const exactVersion = /^\d+\.\d+\.\d+(?:[-+][\w.+-]+)?$/;

/** Reads a package.json; JSON is YAML, and the YAML reader knows lines. */
export const readPackageJson: ManifestReader = text => {
  const { documents, errors, templated } = parseYamlDocuments(text);
  if (templated) {
    return undefined;
  }
  if (errors.length > 0) {
    throw new UnreadableManifestError(
      `is not valid JSON: ${errors[0].message}`,
      errors[0].line,
    );
  }
  if (documents.length === 0) {
    throw new UnreadableManifestError('is empty', 1);
  }
  const [{ value, lineOf }] = documents;
  const root = asObject(value);
  const packages = new Map<string, DeclaredPackage>();
  for (const [section, scope] of sections) {
    for (const [name, version] of Object.entries(asObject(root[section]))) {
      // What belongs to the same repository is no dependency.
      if (
        !packages.has(name) &&
        !/^(workspace|file|link|portal):/.test(asText(version))
      ) {
        const line = lineOf([section, name]);
        packages.set(name, { name, version: asText(version), scope, line });
      }
    }
  }
  if (typeof root.name !== 'string' && packages.size === 0) {
    return undefined;
  }
  const declared = [...packages.values()];
  return {
    ecosystem: 'npm',
    name: asText(root.name),
    line: lineOf(['name']),
    packages: declared,
    exact: declared.every(({ version }) => exactVersion.test(version)),
  };
};
