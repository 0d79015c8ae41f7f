import { posix } from 'node:path';
import { parseAllDocuments, parse, stringify } from 'yaml';
import { Check, Finding, TextFile } from './Check';

/** Groups of rules, plain or in the Prometheus operator's kind. */
function rulesIn({ text }: TextFile): object | undefined {
  for (const document of Array.from(
    parseAllDocuments(text, { logLevel: 'silent' }),
  )) {
    if (document.errors.length > 0) return undefined;
    const value = document.toJS({ maxAliasCount: 100 });
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
  alone: false,
  looksAt: file =>
    isYaml(file) &&
    !file.text.includes('kind: Template') &&
    /^[ \t]*(groups|rule_files):/m.test(file.text),
  async run(files, tools) {
    const laid = files.flatMap(file => {
      const { path } = file;
      const rules = rulesIn(file);
      // A test names the file of its rules, wherever these are wrapped in a kind.
      if (rules) return [{ path, content: stringify(rules), isTest: false }];
      if (!isTest(file)) return [];
      return [{ path, content: withRules(file, files), isTest: true }];
    });
    return tools.inFolder(laid, async root => {
      const findings: Finding[] = [];
      for (const { path, isTest: test } of laid) {
        const folder = posix.dirname(path);
        const { code, stdout, stderr } = await tools.run(
          'promtool',
          [test ? 'test' : 'check', 'rules', posix.basename(path)],
          { cwd: posix.join(root, folder) },
        );
        if (code === 0) continue;
        const said = `${stdout}\n${stderr}`
          .split('\n')
          .map(line => line.trim())
          .filter(
            line =>
              line !== '' && !/^(Checking|Unit Testing|FAILED:?$)/.test(line),
          );
        findings.push({ path, message: said.slice(0, 6).join(' ') || 'fails' });
      }
      return { findings };
    });
  },
};

/**
 * A test as it is run: the file that it names may be one that the pipeline
 * makes of the rules beside it.
 */
function withRules(test: TextFile, files: TextFile[]): string {
  const folder = posix.dirname(test.path);
  const value = parse(test.text);
  const named: unknown[] = value.rule_files;
  const isThere = named.every(name =>
    files.some(({ path }) => path === posix.join(folder, String(name))),
  );
  if (isThere) return test.text;
  const beside = files
    .filter(({ path }) => posix.dirname(path) === folder)
    .filter(file => rulesIn(file))
    .map(({ path }) => posix.basename(path));
  return stringify({ ...value, rule_files: beside });
}

function isTest({ text }: TextFile): boolean {
  try {
    const { rule_files: files, tests } = parse(text) ?? {};
    return Array.isArray(files) && Array.isArray(tests);
  } catch {
    return false;
  }
}
