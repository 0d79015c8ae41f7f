import { isTemplate } from './templates';
import { JsonLines } from '../files/jsonLines';
import { asObject, asText } from '../files/plainValues';
import {
  DeclaredPackage,
  ManifestReader,
  mostPackages,
  UnreadableManifestError,
} from './Manifest';

const sections = [
  ['dependencies', 'runtime'],
  ['optionalDependencies', 'runtime'],
  ['peerDependencies', 'runtime'],
  ['devDependencies', 'development'],
] as const;

const exactVersion = /^\d+\.\d+\.\d+(?:[-+][\w.+-]+)?$/;

/** Reads a package.json. */
export const readPackageJson: ManifestReader = text => {
  const root = parsePackageJson(text);
  if (!root) {
    if (isTemplate(text)) {
      return undefined;
    }
    throw new UnreadableManifestError('is not valid JSON', 1);
  }
  const lines = new JsonLines(text);
  const packages = new Map<string, DeclaredPackage>();
  for (const [section, scope] of sections) {
    for (const [name, version] of Object.entries(asObject(root[section]))) {
      // What belongs to the same repository is no dependency.
      if (
        packages.size < mostPackages &&
        !packages.has(name) &&
        !/^(workspace|file|link|portal):/.test(asText(version))
      ) {
        const line = lines.lineIn(section, name);
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
    version: asText(root.version),
    line: lines.lineOf('name'),
    packages: declared,
    exact: declared.every(({ version }) => exactVersion.test(version)),
  };
};

/** The content of a package.json, `undefined` when it is not valid. */
export function parsePackageJson(
  text: string,
): Record<string, unknown> | undefined {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return undefined;
  }
}
