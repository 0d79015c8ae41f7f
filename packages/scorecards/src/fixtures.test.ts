import { readdirSync } from 'fs';
import { join } from 'path';
import {
  CompiledScorecard,
  compileScorecard,
  evaluateScorecard,
} from '@airworthy/backstage-plugin-readiness-common';
import { builtInFactSchemas } from '@airworthy/backstage-plugin-readiness-node';
import { readBuiltInScorecard } from './builtInScorecards';
import { Fixture, factsOf, readFixtures } from './__testUtils__/fixtures';

const folder = join(__dirname, '..', 'fixtures');
const names = readdirSync(folder).sort();

async function compile(name: string): Promise<CompiledScorecard> {
  const { scorecard, problems } = compileScorecard({
    ...(await readBuiltInScorecard(name)),
    schemas: builtInFactSchemas,
  });
  if (!scorecard) throw new Error(JSON.stringify(problems, undefined, 2));
  return scorecard;
}

describe.each(names)('fixtures of %s', name => {
  const fixtures = readFixtures(join(folder, name));
  let scorecard: CompiledScorecard;

  beforeAll(async () => {
    scorecard = await compile(name);
  });

  it('show each check pass, fail and, where it has a condition, not apply', () => {
    const shown = fixtures
      .filter(({ expect: status }) => status !== 'unknown')
      .map(({ check, expect: status }) => `${check}: ${status}`);
    const wanted = scorecard.checks.flatMap(check =>
      ['pass', 'fail', ...(check.when ? ['not-applicable'] : [])].map(
        status => `${check.id}: ${status}`,
      ),
    );

    expect(new Set(shown)).toEqual(new Set(wanted));
  });

  it.each(fixtures.map(each => [each.check, each.expect, each.case, each]))(
    '%s: %s: %s',
    async (_check, _expect, _case, fixture: Fixture) => {
      const { results } = evaluateScorecard({
        scorecard,
        entityRef: 'component:default/orders',
        facts: await factsOf(fixture),
        now: new Date(fixture.now),
      });
      const result = results.find(({ check }) => check === fixture.check);

      expect(result).toMatchObject({
        status: fixture.expect,
        evidence: expect.arrayContaining(
          fixture.evidence.map(place => expect.objectContaining(place)),
        ),
      });
    },
  );
});
