import { readdirSync } from 'fs';
import { CompiledScorecard } from '@airworthy/backstage-plugin-readiness-common';
import { compileBuiltInScorecard } from './compileBuiltInScorecards';
import { Fixture, missingCases, runFixture } from './fixtures';
import {
  builtInFixtures,
  fixturesFolder,
} from './__testUtils__/builtInFixtures';

const names = readdirSync(fixturesFolder).sort();

describe.each(names)('fixtures of %s', name => {
  const fixtures = builtInFixtures(name);
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
