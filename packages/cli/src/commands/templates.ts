import { Surroundings } from '../Surroundings';
import { templatesTest, templatesTestHelp } from '../templates/test';
import { templatesUpgrade, templatesUpgradeHelp } from '../templates/upgrade';
import { UsageError } from '../UsageError';

const commands: Record<
  string,
  {
    run: (args: string[], surroundings: Surroundings) => Promise<number>;
    help: string;
  }
> = {
  test: { run: templatesTest, help: templatesTestHelp },
  upgrade: { run: templatesUpgrade, help: templatesUpgradeHelp },
};

export const templatesHelp = `Tests Backstage templates, and brings what came of them up to date.

Usage: airworthy templates <command>

Commands:
  test [dir]            render templates over their parameters, and check what comes out
  upgrade [path]        merge another version of its template into a service

airworthy templates <command> --help says more.
`;

/** `airworthy templates` */
export async function templates(
  args: string[],
  surroundings: Surroundings,
): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h') {
    surroundings.stdout.write(templatesHelp);
    return name === undefined ? 2 : 0;
  }
  if (!Object.hasOwn(commands, name)) {
    const known = Object.keys(commands).join(', ');
    throw new UsageError(
      `There is no command "templates ${name}"; there are ${known}`,
    );
  }
  const command = commands[name];
  if (rest.includes('--help') || rest.includes('-h')) {
    surroundings.stdout.write(command.help);
    return 0;
  }
  return command.run(rest, surroundings);
}
