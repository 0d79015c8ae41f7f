import { stripVTControlCharacters } from 'node:util';
import { JsonObject } from '@backstage/types';
import { askedMetrics, RenderedFiles } from '@airworthy/golden-paths';
import { TestCommand, tiers } from '../testFile/TestFile';
import { Tools } from '../tools/Tools';
import {
  CheckOutcome,
  notLookedAt,
  outcomeOf,
  ResultTest,
  TemplateTest,
} from './outcome';

/**
 * Runs the commands of a test file in a result, in order; one that fails ends it.
 * Those that are run once are added to `done`, and left out when they are in it.
 */
export async function runCommands(options: {
  commands: TestCommand[];
  done: Set<TestCommand>;
  values: JsonObject;
  files: RenderedFiles;
  tools: Tools;
}): Promise<CheckOutcome[]> {
  const { done, values, files, tools } = options;
  const commands = options.commands.filter(
    command => isMeant(command, values) && !done.has(command),
  );
  if (commands.length === 0) return [];
  for (const command of commands) if (command.once) done.add(command);
  const env = { ASKED_METRICS: [...askedMetrics(files).keys()].join('\n') };
  const laid = [...files].map(([path, file]) => ({ path, ...file }));
  return tools.inFolder(laid, async cwd => {
    const outcomes: CheckOutcome[] = [];
    let failed: string | undefined;
    for (const { name, run, needs, optional, timeout } of commands) {
      const check = { id: idOf(name), title: name };
      const absent: string[] = [];
      for (const tool of needs) {
        if (!(await tools.has(tool))) absent.push(tool);
      }
      if (failed !== undefined) {
        outcomes.push(
          notLookedAt(check, 'none', `not run, as ${failed} failed`),
        );
      } else if (absent.length > 0) {
        const remark = `${absent.join(' and ')} not at hand`;
        outcomes.push(
          notLookedAt(check, optional ? 'none' : 'skipped', remark),
        );
      } else {
        const { code, stdout, stderr } = await tools.run(
          'bash',
          ['-e', '-o', 'pipefail', '-c', run],
          { cwd, seconds: timeout, env },
        );
        if (code !== 0) failed = name;
        const last = stripVTControlCharacters(`${stdout}\n${stderr}`)
          .trim()
          .split('\n')
          .slice(-5)
          .join(' | ');
        const message =
          code === undefined
            ? `took more than ${timeout} seconds: ${last}`
            : `ended with ${code}: ${last}`;
        outcomes.push(outcomeOf(check, code === 0 ? [] : [{ message }]));
      }
    }
    return outcomes;
  });
}

/**
 * How far commands prove that results work: those that passed in each result that
 * they are meant for. One that a failure kept from running has proved nothing.
 */
export function tierOf(
  commands: TestCommand[],
  results: ResultTest[],
): TemplateTest['tier'] {
  const all = results.flatMap(({ outcomes }) => outcomes);
  const hasPassed = ({ name }: TestCommand) => {
    const own = all.filter(({ id }) => id === idOf(name));
    return own.length > 0 && own.every(({ status }) => status === 'pass');
  };
  return tiers.findLast(tier =>
    commands.some(command => command.proves === tier && hasPassed(command)),
  );
}

function idOf(command: string): string {
  return `command:${command}`;
}

function isMeant(
  { for: conditions }: TestCommand,
  values: JsonObject,
): boolean {
  return Object.entries(conditions).every(([name, wanted]) =>
    [wanted]
      .flat()
      .some(each => JSON.stringify(each) === JSON.stringify(values[name])),
  );
}
