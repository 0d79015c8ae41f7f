import { CheckResult, GrantedExemption } from '../report';
import { evaluateScorecard } from './evaluate';
import { firstExemptionEnd } from './excuse';
import { compile, factSet, now, scorecardText } from './testing/fixtures';

const scorecard = compile(
  scorecardText(`    - id: non-root
      title: No root
      level: L1
      category: containers
      message: It runs as root.
      when: repo.docker.images.size() > 0
      pass: repo.docker.images.all(i, i.user != "root")
      evidence: repo.docker.images.filter(i, i.user == "root")
      fix: { guide: Add USER. }
    - id: described
      title: Described
      level: L2
      category: catalog
      message: Nothing says what it is.
      pass: catalog.description != ""`),
);

function reportOf(user: string, exemptions: GrantedExemption[]) {
  const images = [{ path: 'Dockerfile', line: 3, user, stages: 1 }];
  return evaluateScorecard({
    scorecard,
    entityRef: 'component:default/orders',
    facts: [factSet('repo', { docker: { images } })],
    now,
    exemptions,
  });
}

function nonRoot(user: string, ...exemptions: GrantedExemption[]): CheckResult {
  return reportOf(user, exemptions).results[0];
}

const granted: GrantedExemption = {
  check: 'non-root',
  reason: 'Retired in May',
  grantedBy: 'user:default/ann',
  expiresAt: '2026-05-01T00:00:00Z',
  link: 'https://tickets.example.com/7',
  id: 'e1',
};

describe('an exemption', () => {
  it('excuses a failure, and all that was seen of it stays', () => {
    const { check, ...excuse } = granted;
    const without = nonRoot('root');
    expect(nonRoot('root', granted)).toEqual({
      ...without,
      status: 'exempt',
      detail:
        'Exempt until 2026-05-01, granted by user:default/ann: Retired in May.',
      excuse,
      excused: 'fail',
    });
    expect(without).toMatchObject({
      status: 'fail',
      evidence: [{ path: 'Dockerfile', line: 3 }],
      fix: { guide: 'Add USER.' },
    });
  });

  it('excuses what is unknown, and still says why it is', () => {
    const [, described] = reportOf('node', [{ reason: 'Not ours.' }]).results;
    expect(described).toMatchObject({
      status: 'exempt',
      excused: 'unknown',
      detail: 'Exempt: Not ours. No catalog facts have been observed yet.',
      awaits: ['catalog.description'],
    });
  });

  it('leaves alone what passes, and other checks', () => {
    expect(nonRoot('node', granted)).toEqual(nonRoot('node'));
    expect(nonRoot('root', { ...granted, check: 'described' })).toEqual(
      nonRoot('root'),
    );
  });

  it.each([
    ['that has ended', '2026-03-01T12:00:00Z'],
    ['that ends on no day', 'tomorrow'],
  ])('does not count %s', (_, expiresAt) => {
    expect(nonRoot('root', { ...granted, expiresAt }).status).toBe('fail');
  });

  it.each<[string, Partial<GrantedExemption>, Partial<GrantedExemption>]>([
    [
      'for the check before one for the scorecard',
      { expiresAt: '2026-03-02T00:00:00Z' },
      { check: undefined, expiresAt: undefined },
    ],
    [
      'that ends later',
      { expiresAt: '2026-03-03T00:00:00Z' },
      { expiresAt: '2026-03-02T00:00:00Z' },
    ],
    [
      'that does not end',
      { expiresAt: undefined },
      { expiresAt: '2099-01-01T00:00:00Z' },
    ],
  ])('is the one %s', (_, first, other) => {
    const used = { ...granted, ...first, id: 'used' };
    const spare = { ...granted, ...other, id: 'spare' };
    expect(nonRoot('root', used, spare).excuse?.id).toBe('used');
    expect(nonRoot('root', spare, used).excuse?.id).toBe('used');
  });
});

describe('firstExemptionEnd', () => {
  it('is when the first of those that are used ends', () => {
    const later = { reason: 'Not ours.', expiresAt: '2026-06-01T00:00:00Z' };
    expect(firstExemptionEnd(reportOf('root', [later, granted]))).toBe(
      granted.expiresAt,
    );
    // What passes rests on none.
    expect(firstExemptionEnd(reportOf('node', [later, granted]))).toBe(
      later.expiresAt,
    );
  });

  it('is nothing where none is used, or none ends', () => {
    expect(firstExemptionEnd(reportOf('root', []))).toBeUndefined();
    expect(
      firstExemptionEnd(reportOf('root', [{ reason: 'Retired.' }])),
    ).toBeUndefined();
  });
});
