import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { FolderUpgrade } from '@airworthy/template-tester';
import { Surroundings } from '../Surroundings';
import { cleanLine } from '../terminal/cleanLine';
import { UsageError } from '../UsageError';
import { loadTester } from './loadTester';

export const templatesUpgradeHelp = `Merges another version of its template into a service, three ways: what you changed stays, and conflicts are marked as git marks them.

Usage: airworthy templates upgrade [path] --template <file> [options]

Options:
  --template <file>     the template's file in a git checkout: its working tree has the new version, its history the one that the service came from
  --set <name>=<value>  answers a parameter; may be repeated
  --dry-run             show what would be done, and do nothing
  --force               upgrade a tree with changes that are not committed

Exit codes: 0 upgraded, 1 upgraded with conflicts, 2 bad usage or input.
`;

/** `airworthy templates upgrade` */
export async function templatesUpgrade(
  args: string[],
  surroundings: Surroundings,
): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      template: { type: 'string' },
      set: { type: 'string', multiple: true, default: [] },
      'dry-run': { type: 'boolean', default: false },
      force: { type: 'boolean', default: false },
    },
  });
  const { template, 'dry-run': dryRun, force } = values;
  if (positionals.length > 1) {
    throw new UsageError('templates upgrade takes one path');
  }
  if (template === undefined) {
    throw new UsageError(
      'templates upgrade needs --template <file>, the file of the template in a git checkout',
    );
  }
  const cwd = surroundings.cwd();
  const named = positionals[0] ?? '.';
  const answers = readAnswers(values.set);
  const upgraded = await loadTester(cwd)
    .upgradeFolder({
      folder: resolve(cwd, named),
      named,
      template: { file: resolve(cwd, template), named: template },
      values: answers,
      dryRun,
      force,
      now: surroundings.now(),
    })
    .catch(error => {
      throw new UsageError(...String(error.message).split('\n'));
    });
  surroundings.stdout.write(describe(upgraded, dryRun));
  return conflictsOf(upgraded).length > 0 ? 1 : 0;
}

function describe(upgraded: FolderUpgrade, dryRun: boolean): string {
  const { template, version, upgrade } = upgraded;
  if (!upgrade) return `It is of ${template} ${version} already.\n`;
  const { changes, before, after } = upgrade;
  const width = Math.max(0, ...changes.map(({ outcome }) => outcome.length));
  const rows = changes.map(
    ({ outcome, path, note }) =>
      `  ${outcome.padEnd(width)}  ${cleanLine(path)}${
        note ? `  (${note})` : ''
      }`,
  );
  const tell = ({ level, score }: typeof before) =>
    `${level ?? 'no level'}${score === null ? '' : `, score ${score}`}`;
  const conflicts = conflictsOf(upgraded).map(cleanLine);
  return [
    `${template} ${upgrade.from} -> ${upgrade.to}`,
    '',
    ...(rows.length > 0 ? rows : ['  No file of yours is touched.']),
    '',
    `Grade by what files can prove: ${tell(before)} -> ${tell(after)}`,
    ...(conflicts.length > 0
      ? ['', `Decide on ${conflicts.join(', ')}, then commit.`]
      : []),
    ...(dryRun ? ['', 'Nothing was written.'] : []),
    '',
  ].join('\n');
}

function conflictsOf({ upgrade }: FolderUpgrade): string[] {
  return (upgrade?.changes ?? [])
    .filter(({ outcome }) => outcome === 'conflicted')
    .map(({ path }) => path);
}

function readAnswers(settings: string[]) {
  return Object.fromEntries(
    settings.map(setting => {
      const at = setting.indexOf('=');
      if (at < 1) {
        throw new UsageError(
          `--set ${setting} is not of the form <name>=<value>`,
        );
      }
      return [setting.slice(0, at), setting.slice(at + 1)];
    }),
  );
}
