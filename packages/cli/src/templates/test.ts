import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Surroundings } from '../Surroundings';
import { Layout } from '../terminal/Layout';
import { paintFor, plain, widthOf } from '../terminal/style';
import { UsageError } from '../UsageError';
import { formatTemplatesJson } from './json';
import { formatTemplatesJunit } from './junit';
import { loadTester } from './loadTester';
import { formatTemplatesMarkdown } from './markdown';
import { formatTemplatesPretty } from './pretty';
import { SummarisedTest } from './SummarisedTest';

const formats: Record<
  string,
  (tests: SummarisedTest[], layout: Layout) => string
> = {
  pretty: formatTemplatesPretty,
  json: formatTemplatesJson,
  junit: formatTemplatesJunit,
  markdown: formatTemplatesMarkdown,
};

const formatNames = Object.keys(formats).join(', ');

export const templatesTestHelp = `Renders templates over combinations of their parameters, without a network, and checks what comes out.

Usage: airworthy templates test [dir] [options]

Finds the templates in <dir> by their kind. How X.yaml is to be tried is in
X.test.yaml beside it: parameters, expected level, commands, golden files.

Options:
  --only <name>        the one template to test; may be repeated
  --full               all combinations of parameters, not only each pair of choices
  --no-commands        do not run the commands of test files
  --without-optional   leave out those that are optional, also where their tools are at hand
  --update-golden      keep what templates became now, instead of comparing
  --strict             exit with 1 also when a check was skipped, as a tool is absent
  --format <format>    ${formatNames} (default: pretty)
  --report <format>=<file>
                       write this format there as well; may be repeated
`;

/** `airworthy templates test` */
export async function templatesTest(
  args: string[],
  surroundings: Surroundings,
): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      only: { type: 'string', multiple: true },
      full: { type: 'boolean', default: false },
      'no-commands': { type: 'boolean', default: false },
      'without-optional': { type: 'boolean', default: false },
      'update-golden': { type: 'boolean', default: false },
      strict: { type: 'boolean', default: false },
      format: { type: 'string', default: 'pretty' },
      report: { type: 'string', multiple: true, default: [] },
    },
  });
  if (positionals.length > 1) {
    throw new UsageError('templates test takes one folder');
  }
  const { stdout, stderr, env } = surroundings;
  const cwd = surroundings.cwd();
  const reports = values.report.map(readReport);
  for (const { format } of [{ format: values.format }, ...reports]) {
    if (!Object.hasOwn(formats, format)) {
      throw new UsageError(
        `There is no format "${format}"; there are ${formatNames}`,
      );
    }
  }

  const [folder = '.'] = positionals;
  const tester = loadTester(cwd);
  const tests = await tester
    .testTemplates({
      folder: resolve(cwd, folder),
      named: folder,
      only: values.only,
      full: values.full,
      commands: !values['no-commands'],
      optional: !values['without-optional'],
      updateGolden: values['update-golden'],
      path: env.PATH,
      now: surroundings.now(),
      onTemplate: (name, index, of) => {
        if (stderr.isTTY) stderr.write(`\r\u001b[K${index + 1}/${of} ${name}`);
      },
    })
    .catch(refuse)
    .finally(() => {
      if (stderr.isTTY) stderr.write('\r\u001b[K');
    });
  const summarised = tests.map(test => ({
    ...test,
    checks: tester.summarise(test),
  }));

  const layout = { paint: paintFor(stdout, env), width: widthOf(stdout, env) };
  stdout.write(formats[values.format](summarised, layout));
  for (const { format, file } of reports) {
    const text = formats[format](summarised, { paint: plain, width: 80 });
    try {
      await writeFile(resolve(cwd, file), text);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw new UsageError(`${file} cannot be written (${code})`);
    }
  }
  const failing = values.strict ? ['fail', 'skipped'] : ['fail'];
  return summarised.some(({ checks }) =>
    checks.some(({ status }) => failing.includes(status)),
  )
    ? 1
    : 0;
}

function readReport(value: string): { format: string; file: string } {
  const [, format, file] = /^([^=]*)=(.+)$/s.exec(value) ?? [];
  if (file === undefined) {
    throw new UsageError(
      `--report ${value} is not <format>=<file>, such as junit=templates.xml`,
    );
  }
  return { format, file };
}

/** What the tester refuses is bad input here. */
function refuse(error: Error): never {
  if (error.name !== 'InputError') throw error;
  throw new UsageError(...error.message.split('\n'));
}
