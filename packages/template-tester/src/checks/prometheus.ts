import { posix } from 'node:path';
import { yamlValueOf } from '@airworthy/golden-paths';
import { parseAllDocuments, parse, stringify } from 'yaml';
import { Check, TextFile } from './Check';

/** Groups of rules, plain or in the Prometheus operator's kind. */
function rulesIn({ text }: TextFile): object | undefined {
  for (const document of Array.from(
    parseAllDocuments(text, { logLevel: 'silent' }),
  )) {
    const value = yamlValueOf(document).value as
      | { kind?: string; spec?: object; groups?: unknown }
      | null
      | undefined;
    if (value?.kind === 'PrometheusRule' && value.spec) return value.spec;
    if (value && !value.kind && isGroups(value.groups)) return value;
  }
  return undefined;
}

function isGroups(groups: unknown): boolean {
  return (
    Array.isArray(groups) &&
    groups.every(
      each => Array.isArray(each?.rules) && typeof each?.name === 'string',
    )
  );
}

function isYaml({ path }: { path: string }): boolean {
  return /\.ya?ml$/.test(path);
}

/** Rules of Prometheus, and the tests of rules. */
export const prometheusRules: Check = {
  id: 'promtool',
  title: 'Prometheus rules and their tests, by promtool',
  needs: ['promtool'],
  looksAt: file =>
    isYaml(file) &&
    !file.isOfChart &&
    !file.text.includes('kind: Template') &&
    /^[ \t]*(groups|rule_files):/m.test(file.text),
  partsOf: files =>
    files.flatMap(file => {
      if (rulesIn(file)) return [[file]];
      return isTest(file) ? [[file, ...rulesOf(file, files)]] : [];
    }),
  async run(files, tools) {
    const [first] = files;
    const { path } = first;
    // A test names the file of its rules, wherever these are wrapped in a kind.
    const laid = files.map(file => {
      const rules = rulesIn(file);
      if (rules) return { path: file.path, content: stringify(rules) };
      const content = file === first ? withRules(file, files) : file.text;
      return { path: file.path, content };
    });
    return tools.inFolder(laid, async root => {
      const { code, stdout, stderr } = await tools.run(
        'promtool',
        [rulesIn(first) ? 'check' : 'test', 'rules', posix.basename(path)],
        { cwd: posix.join(root, posix.dirname(path)) },
      );
      if (code === 0) return { findings: [] };
      const said = `${stdout}\n${stderr}`
        .split('\n')
        .map(line => line.trim())
        .filter(
          line =>
            line !== '' && !/^(Checking|Unit Testing|FAILED:?$)/.test(line),
        );
      return {
        findings: [{ path, message: said.slice(0, 6).join(' ') || 'fails' }],
      };
    });
  },
};

/** The rules that a test is about: those that it names, or else those beside it. */
function rulesOf(test: TextFile, files: TextFile[]): TextFile[] {
  const folder = posix.dirname(test.path);
  const named: unknown[] = parse(test.text).rule_files;
  const paths = named.map(name => posix.join(folder, String(name)));
  const found = files.filter(({ path }) => paths.includes(path));
  return found.length === paths.length
    ? found
    : files.filter(
        file => posix.dirname(file.path) === folder && rulesIn(file),
      );
}

/**
 * A test as it is run: the file that it names may be one that the pipeline
 * makes of the rules beside it.
 */
function withRules(test: TextFile, files: TextFile[]): string {
  const folder = posix.dirname(test.path);
  const value = parse(test.text);
  const rules = files.filter(file => file !== test);
  return stringify({
    ...value,
    rule_files: rules.map(({ path }) => posix.relative(folder, path)),
  });
}

function isTest({ text }: TextFile): boolean {
  try {
    const { rule_files: files, tests } = parse(text) ?? {};
    return Array.isArray(files) && Array.isArray(tests);
  } catch {
    return false;
  }
}
