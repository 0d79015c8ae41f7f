import { JsonObject } from '@backstage/types';
import { GrantedExemption } from '../report';
import { evaluateScorecard, EvaluateScorecardOptions } from './evaluate';
import { repositoryExemptions } from './repositoryExemptions';
import { compile, factSet, now, scorecardText } from './testing/fixtures';

const scorecard = compile(
  scorecardText(`    - id: described
      title: Described
      level: L1
      category: catalog
      message: Nothing says what it is.
      pass: catalog.description != ""
    - id: owned
      title: Owned
      level: L2
      category: catalog
      message: Nobody owns it.
      pass: catalog.owner.exists`),
);

const catalog = factSet('catalog', {
  description: '',
  owner: { exists: true },
});

const path = '.airworthy/exemptions.yaml';

const entry = {
  path,
  line: 3,
  check: 'described',
  scorecard: '',
  reason: 'It is retired in May.',
  expires: '2026-05-31',
  link: '',
  by: '',
  owners: ['@acme/platform'],
};

const repo = (...entries: JsonObject[]) =>
  factSet('repo', { exemptions: { entries } });

function described(
  entries: JsonObject[],
  options: Partial<EvaluateScorecardOptions> = {},
) {
  const { results } = evaluateScorecard({
    scorecard,
    entityRef: 'component:default/orders',
    facts: [catalog, repo(...entries)],
    now,
    ...options,
  });
  return results[0];
}

describe('an exemption in the repository', () => {
  it('excuses by the owners of its file, to the end of its last day', () => {
    const link = 'https://tickets.example.com/7';
    expect(described([{ ...entry, link }])).toMatchObject({
      status: 'exempt',
      excused: 'fail',
      detail:
        'Exempt until 2026-05-31, granted by @acme/platform in .airworthy/exemptions.yaml:3: It is retired in May.',
      excuse: {
        reason: 'It is retired in May.',
        grantedBy: '@acme/platform',
        expiresAt: '2026-05-31T23:59:59.999Z',
        link,
        path,
        line: 3,
      },
    });
  });

  it.each([
    ['the check in any scorecard', { check: 'described' }, 'exempt'],
    ['the check in this one', { check: 'standard/described' }, 'exempt'],
    ['the check in another', { check: 'other/described' }, 'fail'],
    ['no check of this one', { check: 'standard/' }, 'fail'],
    ['another check', { check: 'owned' }, 'fail'],
    ['this scorecard', { check: '', scorecard: 'standard' }, 'exempt'],
    ['another scorecard', { check: '', scorecard: 'other' }, 'fail'],
  ])('may be for %s', (_, subject, status) => {
    expect(described([{ ...entry, ...subject }]).status).toBe(status);
  });

  it.each([
    [
      'nobody had to agree to it',
      { owners: [] },
      'CODEOWNERS names no owner of that file who has to agree.',
    ],
    ['it need not end', { expires: '' }, 'It does not say when it ends.'],
    ['it has ended', { expires: '2026-02-27' }, 'It ended on 2026-02-27.'],
    [
      'it lasts for too long',
      { expires: '2026-08-30' },
      'It ends on 2026-08-30, more than 180 days from now.',
    ],
  ])('does not count where %s, and the result says so', (_, change, fault) => {
    expect(described([{ ...entry, ...change }])).toMatchObject({
      status: 'fail',
      detail: `The exemption in .airworthy/exemptions.yaml:3 does not count. ${fault}`,
    });
  });

  it('counts on its last day, and 180 days ahead', () => {
    for (const expires of ['2026-03-01', '2026-08-28']) {
      expect(described([{ ...entry, expires }]).status).toBe('exempt');
    }
  });

  it('keeps to the rules of the portal', () => {
    const endless = { ...entry, expires: '' };
    const rules = { expiryRequired: false, longestDays: 30 };
    const status = (each: JsonObject) =>
      described([each], { repositoryExemptions: rules }).status;
    expect(status(endless)).toBe('exempt');
    expect(status(entry)).toBe('fail');
    expect(described([entry], { repositoryExemptions: false })).toEqual(
      described([]),
    );
  });

  it('stands beside those that were granted in the portal', () => {
    const granted: GrantedExemption = {
      id: 'e1',
      check: 'described',
      reason: 'Known.',
      expiresAt: '2026-06-01T00:00:00Z',
    };
    expect(described([entry], { exemptions: [granted] }).excuse?.id).toBe('e1');
    expect(
      described([{ ...entry, expires: '2026-06-02' }], {
        exemptions: [granted],
      }).excuse?.path,
    ).toBe(path);
  });

  it('is nothing that facts of another shape could feign', () => {
    const { owners, ...rest } = entry;
    expect(described([rest, { ...entry, owners: 'all' }, {}])).toEqual(
      described([]),
    );
  });
});

describe('repositoryExemptions', () => {
  it('answers each of them, with what is wrong with it', () => {
    const list = repositoryExemptions({
      facts: [
        repo(
          { ...entry, check: 'standard/described' },
          { ...entry, line: 9, owners: [] },
        ),
      ],
      now,
    });
    expect(list).toEqual([
      {
        scorecard: 'standard',
        exemption: expect.objectContaining({ check: 'described', line: 3 }),
      },
      {
        exemption: expect.objectContaining({ check: 'described', line: 9 }),
        fault: expect.stringContaining('CODEOWNERS'),
      },
    ]);
  });
});
