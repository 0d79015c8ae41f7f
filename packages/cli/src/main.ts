import { version } from '../package.json';
import { check, checkHelp } from './commands/check';
import { explain, explainHelp } from './commands/explain';
import { templates } from './commands/templates';
import { test, testHelp } from './commands/test';
import { validate, validateHelp } from './commands/validate';
import { Surroundings } from './Surroundings';
import { cleanLine } from './terminal/cleanLine';
import { UsageError } from './UsageError';

/** Runs with the arguments after its name, and answers the exit code. */
type Command = (args: string[], surroundings: Surroundings) => Promise<number>;

const commands: Record<string, { run: Command; help?: string }> = {
  check: { run: check, help: checkHelp },
  explain: { run: explain, help: explainHelp },
  // Has commands of its own, each with its help.
  templates: { run: templates },
  test: { run: test, help: testHelp },
  validate: { run: validate, help: validateHelp },
};

const help = `Grades a working tree against production readiness scorecards.

Usage: airworthy <command>

Commands:
  check [path]          grade a working tree
  explain <check>       what a check looks at, why, and how to satisfy it
  templates <command>   test Backstage templates, and upgrade what came of them
  test [dir]            run the fixtures of scorecards
  validate <file>...    find the mistakes in scorecards

airworthy <command> --help says more; airworthy --version tells the version.

Exit codes: 0 fine, 1 graded and found wanting, 2 bad usage or input.
`;

/**
 * Runs the command.
 *
 * @param args - what follows the name of the command
 * @returns the exit code: 0 fine, 1 found wanting, 2 bad usage or input
 */
export async function main(
  args: string[],
  surroundings: Surroundings,
): Promise<number> {
  const [name, ...rest] = args;
  try {
    if (name === undefined || name === '--help' || name === '-h') {
      surroundings.stdout.write(help);
      return name === undefined ? 2 : 0;
    }
    if (name === '--version' || name === '-v') {
      surroundings.stdout.write(`${version}\n`);
      return 0;
    }
    if (!Object.hasOwn(commands, name)) {
      const known = Object.keys(commands).join(', ');
      throw new UsageError(`There is no command "${name}"; there are ${known}`);
    }
    const command = commands[name];
    if (command.help && (rest.includes('--help') || rest.includes('-h'))) {
      surroundings.stdout.write(command.help);
      return 0;
    }
    return await command.run(rest, surroundings);
  } catch (error) {
    for (const line of linesOf(error)) {
      surroundings.stderr.write(`airworthy: ${cleanLine(line)}\n`);
    }
    return 2;
  }
}

function linesOf(error: unknown): string[] {
  if (error instanceof UsageError) return error.message.split('\n');
  const { code, message } = error as { code?: unknown; message?: unknown };
  const [line] = String(message ?? error).split('\n');
  // How to pass what looks like an option is not what was wrong.
  return String(code).startsWith('ERR_PARSE_ARGS')
    ? line.split('. ', 1)
    : [line];
}
