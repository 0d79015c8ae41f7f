import { fileName } from '../files/paths';
import { asList, asObject, asText } from '../files/plainValues';
import {
  DeclaredPackage,
  Manifest,
  ManifestReader,
  mostPackages,
} from './Manifest';
import { readToml, TomlLines } from './toml';

const requirement =
  /^([A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[[^\]]*\])?\s*\(?([^;#)]*)/;

const developmentGroup = /dev|test|lint|docs?\b|typ(e|ing)|format|ci\b/i;

/** Reads a pyproject.toml: PEP 621, dependency groups, Poetry, uv. */
export const readPyproject: ManifestReader = text => {
  const root = readToml(text);
  const project = asObject(root?.project);
  const tool = asObject(root?.tool);
  const poetry = asObject(tool.poetry);
  if (!root || (!root.project && !tool.poetry)) {
    return undefined;
  }
  const lines = new TomlLines(text);
  const packages: DeclaredPackage[] = [];
  const addRequirements = (
    table: string,
    values: unknown,
    scope: DeclaredPackage['scope'],
  ) => {
    for (const value of asList(values).slice(0, mostPackages).map(asText)) {
      const line = lines.lineOfString(table, value);
      packages.push(...requirementOf(value, scope, line));
    }
  };
  const addPoetryTable = (
    table: string,
    values: unknown,
    scope: DeclaredPackage['scope'],
  ) => {
    for (const [key, value] of entriesOf(values)) {
      const name = normalised(key);
      if (name !== 'python') {
        packages.push({
          name,
          version: asText(value) || asText(asObject(value).version),
          scope,
          line: lines.lineOfKey(table, key),
        });
      }
    }
  };

  addRequirements('project', project.dependencies, 'runtime');
  for (const [group, values] of Object.entries(
    asObject(project['optional-dependencies']),
  )) {
    addRequirements(
      'project.optional-dependencies',
      values,
      developmentGroup.test(group) ? 'development' : 'runtime',
    );
  }
  for (const values of Object.values(asObject(root['dependency-groups']))) {
    addRequirements('dependency-groups', values, 'development');
  }
  addRequirements(
    'tool.uv',
    asObject(tool.uv)['dev-dependencies'],
    'development',
  );
  addPoetryTable('tool.poetry.dependencies', poetry.dependencies, 'runtime');
  addPoetryTable(
    'tool.poetry.dev-dependencies',
    poetry['dev-dependencies'],
    'development',
  );
  for (const [group, value] of Object.entries(asObject(poetry.group))) {
    addPoetryTable(
      `tool.poetry.group.${group}.dependencies`,
      asObject(value).dependencies,
      'development',
    );
  }
  return {
    ...manifest(
      asText(project.name) || asText(poetry.name),
      lines.lineOfKey(root.project ? 'project' : 'tool.poetry', 'name'),
      packages,
    ),
    version: asText(project.version) || asText(poetry.version),
  };
};

/** Reads a Pipfile. */
export const readPipfile: ManifestReader = text => {
  const root = readToml(text);
  if (!root) {
    return undefined;
  }
  const lines = new TomlLines(text);
  const packages = (
    [
      ['packages', 'runtime'],
      ['dev-packages', 'development'],
    ] as const
  ).flatMap(([table, scope]) =>
    entriesOf(root[table]).map(([key, value]) => ({
      name: normalised(key),
      version: asText(value) || asText(asObject(value).version),
      scope,
      line: lines.lineOfKey(table, key),
    })),
  );
  return manifest('Pipfile', 1, packages);
};

/** Reads a requirements file of pip. */
export const readRequirements: ManifestReader = (text, path) => {
  const name = fileName(path);
  const scope = developmentGroup.test(name.replace('requirements', ''))
    ? 'development'
    : 'runtime';
  const packages = text.split('\n').flatMap((line, index) => {
    const value = line.slice(0, 2_000).trim().replace(/\\$/, '');
    return /^[A-Za-z0-9]/.test(value)
      ? requirementOf(value, scope, index + 1)
      : [];
  });
  return packages.length > 0 ? manifest(name, 1, packages) : undefined;
};

function manifest(
  name: string,
  line: number,
  packages: DeclaredPackage[],
): Manifest {
  return {
    ecosystem: 'pypi',
    name,
    line,
    packages,
    exact: packages.every(({ version }) => /^={2,3}[^*,]+$/.test(version)),
  };
}

function requirementOf(
  value: string,
  scope: DeclaredPackage['scope'],
  line: number,
): DeclaredPackage[] {
  const match = requirement.exec(value);
  if (!match) {
    return [];
  }
  const version = match[2].split(' --')[0].trim();
  return [{ name: normalised(match[1]), version, scope, line }];
}

function entriesOf(table: unknown): [string, unknown][] {
  return Object.entries(asObject(table)).slice(0, mostPackages);
}

/** PEP 503: names that differ in case or separators are the same. */
function normalised(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}
