import { readdirSync, readFileSync } from 'fs';
import { basename, join } from 'path';
import { CompiledScorecard } from '@airworthy/backstage-plugin-readiness-common';
import { compileBuiltInScorecard } from './compileBuiltInScorecards';
import { Fixture, missingCases, parseFixtures, runFixture } from './fixtures';

const folder = join(__dirname, '..', 'fixtures');
const names = readdirSync(folder).sort();

function readFixtures(name: string): Fixture[] {
  return readdirSync(join(folder, name)).flatMap(file => {
    const { fixtures, problems } = parseFixtures({
      text: readFileSync(join(folder, name, file), 'utf8'),
      source: `${name}/${file}`,
      check: basename(file, '.yaml'),
    });
    if (problems.length > 0) {
      throw new Error(JSON.stringify(problems, undefined, 2));
    }
    return fixtures;
  });
}

describe.each(names)('fixtures of %s', name => {
  const fixtures = readFixtures(name);
  let scorecard: CompiledScorecard;

  beforeAll(async () => {
    scorecard = await compileBuiltInScorecard(name);
  });

  it('show each check pass, fail and, where it has a condition, not apply', () => {
    expect(missingCases(scorecard, fixtures)).toEqual([]);
  });

  it.each(fixtures.map(each => [each.check, each.expect, each.case, each]))(
    '%s: %s: %s',
    async (_check, _expect, _case, fixture: Fixture) => {
      const { result, missingEvidence } = await runFixture(scorecard, fixture);

      expect(result).toMatchObject({ status: fixture.expect });
      expect({ missingEvidence, evidence: result.evidence }).toMatchObject({
        missingEvidence: [],
      });
    },
  );
});
