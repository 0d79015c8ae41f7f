import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { formatTestJson } from '../fixtures/json';
import { formatTestJunit } from '../fixtures/junit';
import { formatTestPretty } from '../fixtures/pretty';
import { readFixtures } from '../fixtures/readFixtures';
import { ScorecardTest, testScorecard } from '../fixtures/testScorecard';
import { readScorecards } from '../grade/readScorecards';
import { Surroundings } from '../Surroundings';
import { Layout } from '../terminal/Layout';
import { paintFor, widthOf } from '../terminal/style';
import { UsageError } from '../UsageError';

const formats: Record<
  string,
  (tests: ScorecardTest[], layout: Layout) => string
> = {
  pretty: formatTestPretty,
  json: formatTestJson,
  junit: formatTestJunit,
};

const formatNames = Object.keys(formats).join(', ');

export const testHelp = `Runs the fixtures of scorecards: cases that a check is expected to pass, or not.

Usage: airworthy test [dir] [options]

Reads the scorecards <dir>/*.yaml, and the cases of each check from
<dir>/fixtures/<scorecard>/<check>.yaml.

Options:
  --fixtures <dir>     where the fixtures are (default: <dir>/fixtures)
  --format <format>    ${formatNames} (default: pretty)
  --strict             exit with 1 also when a check is not shown pass and fail
`;

/** `airworthy test` */
export async function test(
  args: string[],
  { stdout, env, cwd }: Surroundings,
): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      fixtures: { type: 'string' },
      format: { type: 'string', default: 'pretty' },
      strict: { type: 'boolean', default: false },
    },
  });
  const { format, strict } = values;
  if (positionals.length > 1) throw new UsageError('test takes one folder');
  if (!Object.hasOwn(formats, format)) {
    throw new UsageError(
      `There is no format "${format}"; there are ${formatNames}`,
    );
  }

  const [folder = '.'] = positionals;
  const stats = await stat(resolve(cwd(), folder)).catch(() => undefined);
  if (stats && !stats.isDirectory()) {
    throw new UsageError(`${folder} is a file; test takes their folder`);
  }
  const scorecards = await readScorecards(cwd(), folder);
  const fixtures = await readFixtures(
    cwd(),
    values.fixtures ?? join(folder, 'fixtures'),
    scorecards,
  );

  const tests: ScorecardTest[] = [];
  for (const scorecard of scorecards) {
    const { name } = scorecard.document.metadata;
    tests.push(await testScorecard(scorecard, fixtures.get(name) ?? []));
  }
  const layout = { paint: paintFor(stdout, env), width: widthOf(stdout, env) };
  stdout.write(formats[format](tests, layout));
  return tests.some(
    ({ outcomes, missing }) =>
      outcomes.some(({ asExpected }) => !asExpected) ||
      (strict && missing.length > 0),
  )
    ? 1
    : 0;
}
