import { asObject, asText } from '../files/plainValues';
import { DeclaredPackage, ManifestReader, mostPackages } from './Manifest';
import { readToml, TomlLines } from './toml';

/** Tables of dependencies, with those that the built program does not contain. */
const tables: Record<string, DeclaredPackage['scope']> = {
  dependencies: 'runtime',
  'dev-dependencies': 'development',
  'build-dependencies': 'development',
};

/** Reads a Cargo.toml; one of a workspace alone is no package. */
export const readCargo: ManifestReader = text => {
  const root = readToml(text);
  const name = asText(asObject(root?.package).name);
  if (!root || name === '') {
    return undefined;
  }
  const lines = new TomlLines(text);
  const packages = Object.entries(tables).flatMap(([table, scope]) =>
    Object.entries(asObject(root[table]))
      .slice(0, mostPackages)
      .map(([key, value]) => ({
        name: asText(asObject(value).package) || key,
        version: asText(value) || asText(asObject(value).version),
        scope,
        line: lines.lineOfKey(table, key),
      })),
  );
  return {
    ecosystem: 'cargo',
    name,
    line: lines.lineOfKey('package', 'name'),
    packages,
    exact: packages.every(({ version }) => version.startsWith('=')),
  };
};
