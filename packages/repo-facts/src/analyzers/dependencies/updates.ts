import { AnalyzerContext } from '../Analyzer';
import { parseYamlDocuments } from '../../yaml/readYaml';
import { EntityScope } from '../EntityScope';
import { JsonLines } from '../files/jsonLines';
import { asList, asObject } from '../files/plainValues';
import { stringsOf } from '../shapes';
import { parsePackageJson } from './npm';

interface UpdateTool {
  path: string;
  line: number;
  tool: string;
}

/** Where Renovate looks for its configuration. */
const renovateFiles = [
  'renovate.json',
  'renovate.json5',
  '.github/renovate.json',
  '.github/renovate.json5',
  '.gitlab/renovate.json',
  '.gitlab/renovate.json5',
  '.renovaterc',
  '.renovaterc.json',
  '.renovaterc.json5',
];

const dependabotFiles = ['.github/dependabot.yml', '.github/dependabot.yaml'];

/**
 * Finds the tools that keep dependencies up to date.
 *
 * @param locked - folders in which the entity's dependencies are locked
 */
export async function readUpdateTools(
  { listing, entity, read }: AnalyzerContext,
  locked: string[],
): Promise<UpdateTool[]> {
  const scope = new EntityScope(entity);
  const paths = new Set(listing.files.map(file => file.path));
  const found: UpdateTool[] = [];

  for (const path of renovateFiles.filter(file => paths.has(file))) {
    const text = (await read(path)) ?? '';
    const [document] = parseYamlDocuments(text).documents;
    // JSON5 with comments is no YAML; that it is there has to be enough.
    if (text.includes('{') && renovates(document?.value, scope)) {
      found.push({ path, line: 1, tool: 'renovate' });
    }
  }
  if (paths.has('package.json')) {
    const text = (await read('package.json')) ?? '';
    const settings = parsePackageJson(text)?.renovate;
    if (settings && renovates(settings, scope)) {
      const line = new JsonLines(text).lineOf('renovate');
      found.push({ path: 'package.json', line, tool: 'renovate' });
    }
  }
  for (const path of dependabotFiles.filter(file => paths.has(file))) {
    const text = (await read(path)) ?? '';
    const [document] = parseYamlDocuments(text).documents;
    const updates = asList(asObject(document?.value).updates);
    const index = updates.findIndex(update =>
      isUpdateOf(asObject(update), scope, locked),
    );
    if (document && index >= 0) {
      const line = document.lineOf(
        scope.isWhole ? ['updates'] : ['updates', index],
      );
      found.push({ path, line, tool: 'dependabot' });
    }
  }
  if (paths.has('.gitlab-ci.yml')) {
    const text = (await read('.gitlab-ci.yml')) ?? '';
    const index = text
      .split('\n')
      .findIndex(line => /^[^#]{0,200}renovate-runner/.test(line));
    if (index >= 0) {
      found.push({
        path: '.gitlab-ci.yml',
        line: index + 1,
        tool: 'renovate',
      });
    }
  }
  return found;
}

/** Whether Renovate is on, and looks at files of the entity. */
function renovates(settings: unknown, scope: EntityScope): boolean {
  const { enabled, includePaths, ignorePaths } = asObject(settings);
  const included = stringsOf(includePaths);
  return (
    enabled !== false &&
    (included.length === 0 || scope.hasFileIn(included.map(andBelow))) &&
    scope.hasFileBesides(stringsOf(ignorePaths).map(andBelow))
  );
}

function andBelow(path: string): string {
  return `${path.replace(/\/$/, '')}/**`;
}

/** Whether Dependabot updates a folder of the entity, or one that locks for it. */
function isUpdateOf(
  { directory = '/', directories = directory }: Record<string, unknown>,
  scope: EntityScope,
  locked: string[],
): boolean {
  return stringsOf(directories)
    .map(folder => folder.replace(/^\/|\/$/g, ''))
    .some(
      folder =>
        scope.hasFileIn([`${folder}/*`]) ||
        locked.some(place => place === folder),
    );
}
