import { AnalyzerContext } from '../Analyzer';
import { parseYamlDocuments, YamlDocument } from '../../yaml/readYaml';
import { parsePackageJson } from './npm';
import { classifyHook } from './hookCommands';
import { asList, asObject, asText } from '../files/plainValues';

interface Hook {
  path: string;
  line: number;
  id: string;
  does: string[];
}

const lintStagedFiles = [
  '.lintstagedrc',
  '.lintstagedrc.json',
  '.lintstagedrc.yaml',
  '.lintstagedrc.yml',
];

const lefthookFiles = ['lefthook', '.lefthook'].flatMap(name =>
  ['yml', 'yaml', 'json'].map(extension => `${name}.${extension}`),
);

const huskyScript = /^\.husky\/(pre-commit|pre-push|commit-msg)$/;

/** Finds what runs on a developer's machine before a commit or a push. */
export async function readHooks(context: AnalyzerContext): Promise<Hook[]> {
  const paths = context.listing.files.map(file => file.path);
  const has = (path: string) => paths.includes(path);
  const hooks: Hook[] = [];

  for (const path of ['.pre-commit-config.yaml', '.pre-commit-config.yml']) {
    const document = has(path) && (await readDocument(context, path));
    if (document) {
      hooks.push(...preCommitHooks(path, document));
    }
  }
  const staged = await lintStagedTasks(context, has);
  for (const path of paths.filter(candidate => huskyScript.test(candidate))) {
    const text = (await context.read(path)) ?? '';
    hooks.push(...huskyHook(path, text, staged));
  }
  for (const path of lefthookFiles.filter(has)) {
    const document = await readDocument(context, path);
    if (document) {
      hooks.push(...lefthookHooks(path, document));
    }
  }
  return hooks;
}

/** More commands of one hook are not read. */
const mostCommands = 501;

async function readDocument(
  { read, problem }: AnalyzerContext,
  path: string,
): Promise<YamlDocument | undefined> {
  const { documents, errors } = parseYamlDocuments((await read(path)) ?? '');
  if (errors.length > 0) {
    const [{ message, line }] = errors;
    problem({ path, line, reason: `${path} is not valid YAML: ${message}` });
  }
  return documents[0];
}

function preCommitHooks(path: string, { value, lineOf }: YamlDocument): Hook[] {
  return asList(asObject(value).repos).flatMap((repo, r) =>
    asList(asObject(repo).hooks).map((entry, h) => {
      const hook = asObject(entry);
      const id = asText(hook.id);
      return {
        path,
        line: lineOf(['repos', r, 'hooks', h]),
        id,
        does: classifyHook(`${id} ${asText(hook.entry)}`),
      };
    }),
  );
}

/** The commands that lint-staged runs, wherever it is configured. */
async function lintStagedTasks(
  context: AnalyzerContext,
  has: (path: string) => boolean,
): Promise<string> {
  const settings: unknown[] = [];
  for (const path of lintStagedFiles.filter(has)) {
    settings.push((await readDocument(context, path))?.value);
  }
  if (has('package.json')) {
    const text = (await context.read('package.json')) ?? '';
    settings.push(parsePackageJson(text)?.['lint-staged']);
  }
  return settings
    .flatMap(value => Object.values(asObject(value)).flat())
    .map(asText)
    .join('\n');
}

function huskyHook(path: string, text: string, staged: string): Hook[] {
  const lines = text.split('\n').map(line => line.slice(0, 2_000).trim());
  const isCommand = (line: string) =>
    line !== '' && !line.startsWith('#') && !/^(\.|source)\s/.test(line);
  const first = lines.findIndex(isCommand);
  if (first < 0) {
    return [];
  }
  const commands = lines.filter(isCommand).join('\n');
  const all = commands.includes('lint-staged')
    ? `${commands.replaceAll('lint-staged', '')}\n${staged}`
    : commands;
  const id = path.slice(path.lastIndexOf('/') + 1);
  return [{ path, line: first + 1, id, does: classifyHook(all) }];
}

function lefthookHooks(path: string, { value, lineOf }: YamlDocument): Hook[] {
  const hooks: Hook[] = [];
  const add = (id: string, run: unknown, place: (string | number)[]) =>
    hooks.push({
      path,
      line: lineOf(place),
      id,
      does: classifyHook(`${id} ${asText(run)}`),
    });
  for (const [stage, settings] of Object.entries(asObject(value))) {
    const { commands, jobs } = asObject(settings);
    const named = Object.entries(asObject(commands)).slice(0, mostCommands);
    for (const [id, command] of named) {
      add(id, asObject(command).run, [stage, 'commands', id]);
    }
    asList(jobs).forEach((entry, index) => {
      const job = asObject(entry);
      const id = asText(job.name) || `job ${index + 1}`;
      add(id, job.run, [stage, 'jobs', index]);
    });
  }
  return hooks;
}
