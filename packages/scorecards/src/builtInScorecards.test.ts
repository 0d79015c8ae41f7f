import { compileBuiltInScorecard as compile, readBuiltInScorecards } from '.';

describe('readBuiltInScorecards', () => {
  it('reads each scorecard under the name that its document gives', async () => {
    const scorecards = await readBuiltInScorecards();

    expect(scorecards.map(({ name }) => name)).toEqual([
      'ownership',
      'production-readiness',
      'security',
    ]);
    for (const { name, source } of scorecards) {
      expect(source).toBe(`built-in:${name}`);
      expect((await compile(name)).document.metadata.name).toBe(name);
    }
  });

  it('names the known ones when asked for another', async () => {
    await expect(compile('../package')).rejects.toThrow(
      "There is no built-in scorecard '../package'; there are ownership, production-readiness, security.",
    );
  });
});

describe.each(['ownership', 'production-readiness', 'security'])('%s', name => {
  it('has checks at every level, each with a reason and a way to mend it', async () => {
    const { document, checks } = await compile(name);

    for (const level of document.spec.levels) {
      expect(checks.filter(check => check.level === level.id)).not.toEqual([]);
    }
    for (const check of checks) {
      expect(check).toMatchObject({
        reason: expect.stringMatching(/\S/),
        fix: { guide: expect.stringMatching(/\S/) },
      });
      // What people attest is evidence by itself.
      expect(check.evidence ?? check.attestation).toBeDefined();
    }
    expect(new Set(checks.map(({ id }) => id)).size).toBe(checks.length);
  });
});

describe('production-readiness', () => {
  it('covers every category of the standard', async () => {
    const { checks } = await compile('production-readiness');

    expect([...new Set(checks.map(({ category }) => category))]).toEqual([
      'Health and lifecycle',
      'Resilience',
      'Configuration and secrets',
      'Data safety',
      'Delivery pipeline',
      'Containers',
      'Orchestration',
      'Supply chain',
      'Observability',
      'Operations',
      'Documentation and ownership',
    ]);
    expect(checks.length).toBeGreaterThanOrEqual(30);
  });

  it('lets nothing pass L1 with a secret or without a health check, and nothing pass L2 without a runbook or a rollback plan', async () => {
    const { checks } = await compile('production-readiness');
    const levels = Object.fromEntries(checks.map(c => [c.id, c.level]));

    expect(levels).toMatchObject({
      'no-secrets-in-code': 'L1',
      'no-secrets-in-defaults': 'L1',
      'health-endpoint-exists': 'L1',
      'health-check-is-wired': 'L1',
      'runbook-exists': 'L2',
      'deploy-and-rollback-are-documented': 'L2',
    });
  });

  it('applies to services only', async () => {
    const scorecard = await compile('production-readiness');
    const component = (type: string) => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name: 'orders' },
      spec: { type },
    });

    expect(scorecard.appliesTo(component('service'))).toBe(true);
    expect(scorecard.appliesTo(component('library'))).toBe(false);
  });
});

describe('ownership', () => {
  it.each([
    ['Component', true],
    ['API', true],
    ['System', true],
    ['Resource', true],
    ['Group', false],
  ])('on a %s: %s', async (kind, applies) => {
    const scorecard = await compile('ownership');

    expect(
      scorecard.appliesTo({
        apiVersion: 'backstage.io/v1alpha1',
        kind,
        metadata: { name: 'orders' },
      }),
    ).toBe(applies);
  });
});
