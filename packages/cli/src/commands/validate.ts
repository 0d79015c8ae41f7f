import { parseArgs } from 'node:util';
import { count } from '../formats/wording';
import { compileAll, readTexts } from '../grade/readScorecards';
import { Surroundings } from '../Surroundings';
import { UsageError } from '../UsageError';

export const validateHelp = `Finds all mistakes in scorecards, each with its file, line and column.

Usage: airworthy validate <file>...
`;

/** `airworthy validate` */
export async function validate(
  args: string[],
  { stdout, cwd }: Surroundings,
): Promise<number> {
  const { positionals } = parseArgs({ args, allowPositionals: true });
  if (positionals.length === 0) {
    throw new UsageError('validate takes at least one file');
  }
  const texts = await readTexts(cwd(), positionals);
  const scorecards = await compileAll(texts);
  scorecards.forEach(({ checks, document }, index) => {
    stdout.write(
      `${positionals[index]}: ${document.metadata.name}, ${count(
        checks.length,
        'check',
      )}, no mistakes\n`,
    );
  });
  return 0;
}
