import { AnalyzerContext } from '../Analyzer';
import { parseYamlDocuments } from '../../yaml/readYaml';
import { JsonLines } from '../files/jsonLines';
import { asList, asObject } from '../files/plainValues';
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

/** Finds the tools that keep dependencies up to date. */
export async function readUpdateTools({
  listing,
  read,
}: AnalyzerContext): Promise<UpdateTool[]> {
  const paths = new Set(listing.files.map(file => file.path));
  const found: UpdateTool[] = [];

  for (const path of renovateFiles.filter(file => paths.has(file))) {
    const text = (await read(path)) ?? '';
    const [document] = parseYamlDocuments(text).documents;
    // JSON5 with comments is no YAML; that it is there has to be enough.
    const enabled = asObject(document?.value).enabled !== false;
    if (text.includes('{') && enabled) {
      found.push({ path, line: 1, tool: 'renovate' });
    }
  }
  if (paths.has('package.json')) {
    const text = (await read('package.json')) ?? '';
    if (parsePackageJson(text)?.renovate) {
      const line = new JsonLines(text).lineOf('renovate');
      found.push({ path: 'package.json', line, tool: 'renovate' });
    }
  }
  for (const path of dependabotFiles.filter(file => paths.has(file))) {
    const text = (await read(path)) ?? '';
    const [document] = parseYamlDocuments(text).documents;
    if (document && asList(asObject(document.value).updates).length > 0) {
      const line = document.lineOf(['updates']);
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
