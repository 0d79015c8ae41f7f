import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import '@microsoft/jest-sarif';
import Ajv from 'ajv/dist/2020';
import { XMLParser } from 'fast-xml-parser';
import { airworthy } from '../__testUtils__/airworthy';
import { ordersScorecard, ordersService } from '../__testUtils__/orders';
import { TemporaryFolder } from '../__testUtils__/TemporaryFolder';

const why =
  'Exempt until 2026-12-31, granted by @acme/platform in .airworthy/exemptions.yaml:1: The image is replaced in December.';

let folder: TemporaryFolder;

beforeEach(() => {
  folder = new TemporaryFolder();
  folder.write({
    ...ordersService,
    Dockerfile: 'FROM node:24.4.1-slim\nUSER root\n',
    'house.yaml': ordersScorecard,
    CODEOWNERS: '/.airworthy/ @acme/platform\n',
    '.airworthy/exemptions.yaml': `- check: non-root
  reason: The image is replaced in December.
  expires: 2026-12-31
`,
  });
});

afterEach(() => folder.remove());

async function check(...args: string[]): Promise<string> {
  const { stdout, stderr } = await airworthy(
    ['check', '--scorecards', 'house.yaml', ...args],
    { cwd: folder.path, columns: 200 },
  );
  expect(stderr).toBe('');
  return stdout;
}

const unwrapped = (text: string) => text.replace(/\s+/g, ' ');

describe('what is exempt', () => {
  it('is counted and explained to people', async () => {
    expect(await check()).toBe(`House rules of component:default/orders
L2 reached, 1 exempt, score 100 of 100, by what files can prove; 50 % of the checks are known

  [x] L2 Second  complete
  [x] L1 First   complete, 1 exempt, 1 that no file proves

  Secrets  ####################  1/1

Nothing is missing that files can prove.
No file proves 1 more check: the catalog, pushed facts or attestations do.

Exempt
  L1 Images run as non-root (non-root, 30 min)
     Exempt until 2026-12-31, granted by @acme/platform in .airworthy/exemptions.yaml:1: The image
     is replaced in December.
     Dockerfile:1
`);
  });

  it('is counted in the overview of several entities', async () => {
    const entity = ordersService['catalog-info.yaml'];
    folder.write({
      'catalog-info.yaml': `${entity}---\n${entity.replace('orders', 'jobs')}`,
    });
    expect(await check()).toContain(
      'nothing is missing that files can prove, 1 exempt',
    );
    expect(await check('--format', 'markdown')).toContain(
      '| `component:default/jobs` | House rules | L2, 1 exempt | 100 |',
    );
  });

  it('is JSON by the published schema', async () => {
    const schema = readFileSync(
      join(__dirname, '../../schema/reports.schema.json'),
      'utf8',
    );
    const { reports } = JSON.parse(await check('--format', 'json'));
    const ajv = new Ajv();
    expect(ajv.validate(JSON.parse(schema), { reports })).toBe(true);
    expect(reports).toMatchObject([
      {
        level: 'L2',
        exempt: 1,
        results: [
          {
            check: 'non-root',
            status: 'exempt',
            excused: 'fail',
            excuse: {
              reason: 'The image is replaced in December.',
              grantedBy: '@acme/platform',
              expiresAt: '2026-12-31T23:59:59.999Z',
              path: '.airworthy/exemptions.yaml',
              line: 1,
            },
            evidence: [{ path: 'Dockerfile', line: 1 }],
          },
          { check: 'owner-exists' },
          { check: 'no-env' },
        ],
      },
    ]);
  });

  it('is suppressed in SARIF', async () => {
    const log = JSON.parse(await check('--format', 'sarif'));
    expect(log).toBeValidSarifLog();
    expect(log.runs[0].results).toMatchObject([
      {
        ruleId: 'house/non-root',
        kind: 'fail',
        level: 'error',
        message: { text: 'Images run as non-root: A container runs as root.' },
        suppressions: [
          {
            kind: 'external',
            status: 'accepted',
            justification: why,
            location: {
              physicalLocation: {
                artifactLocation: { uri: '.airworthy/exemptions.yaml' },
                region: { startLine: 1 },
              },
            },
          },
        ],
      },
    ]);
  });

  it('is skipped in JUnit', async () => {
    const { testsuites } = new XMLParser({
      ignoreAttributes: false,
      attributeNamePrefix: '',
    }).parse(await check('--format', 'junit'));
    expect(testsuites.testsuite).toMatchObject({ failures: '0', skipped: '2' });
    expect(testsuites.testsuite.testcase[0].skipped.message).toBe(why);
  });

  it('is noticed in the log of a workflow, where it stands', async () => {
    expect((await check('--format', 'github')).trimEnd().split('\n')).toEqual([
      `::notice file=.airworthy/exemptions.yaml,line=1,title=L1 Images run as non-root::${why}`,
      '::notice title=House rules of component%3Adefault/orders::Level L2, 1 exempt, score 100, 0 checks not met.',
    ]);
  });

  it('is told in Markdown', async () => {
    const text = await check('--format', 'markdown');
    expect(text).toContain('Level **L2**, 1 exempt, score **100**');
    expect(text).toMatch(
      /### Exempt\n\n- \*\*L1\*\* Images run as non-root \(30 min\): Exempt until .* `Dockerfile:1`\n/,
    );
  });

  it('is no worse than before, and said to be exempt rather than mended', async () => {
    folder.commit();
    folder.git('rm', '--quiet', '.airworthy/exemptions.yaml');
    folder.git('commit', '--quiet', '--message', 'without');
    folder.git('checkout', '--quiet', 'HEAD~1', '--', '.airworthy');

    expect(await check('--baseline', 'HEAD')).toContain(
      '  exempt  L1 Images run as non-root\n',
    );
    expect(await check('--baseline', 'HEAD', '--format', 'markdown')).toContain(
      '### Better\n\n- **L1** Images run as non-root: Exempt until',
    );
  });
});

describe('what does not count', () => {
  it.each([
    [
      '{ check: non-root, reason: Nobody knows until when. }',
      'The exemption in .airworthy/exemptions.yaml:1 does not count. It does not say when it ends.',
    ],
    [
      '{ check: non-rot, reason: It is a typing error., expires: 2026-12-31 }',
      'The exemption in .airworthy/exemptions.yaml:1 does not count. No scorecard here has the check "non-rot"; the closest are non-root.',
    ],
    [
      '{ scorecard: hose, reason: It is a typing error., expires: 2026-12-31 }',
      'The exemption in .airworthy/exemptions.yaml:1 does not count. There is no scorecard "hose" here; there are house.',
    ],
    [
      '{ check: non-root, expires: 2026-12-31 }',
      '.airworthy/exemptions.yaml:1 "reason" is missing',
    ],
  ])('is told: %s', async (entry, remark) => {
    folder.write({ '.airworthy/exemptions.yaml': `- ${entry}\n` });
    const text = unwrapped(await check());
    expect(text).toContain(remark);
    expect(text).toContain('no level reached, score');
  });

  it('is told where nobody owns the file', async () => {
    folder.write({ CODEOWNERS: '/src/ @acme/platform\n' });
    const remark =
      'does not count. CODEOWNERS names no owner of that file who has to agree.';
    expect(unwrapped(await check())).toContain(remark);
    expect(await check('--format', 'github')).toContain(remark);
    expect(await check('--format', 'json')).toContain(remark);
  });
});
