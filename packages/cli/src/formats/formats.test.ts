import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import '@microsoft/jest-sarif';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { airworthy } from '../__testUtils__/airworthy';
import { ordersScorecard, ordersService } from '../__testUtils__/orders';
import { TemporaryFolder } from '../__testUtils__/TemporaryFolder';

/** A folder whose name would colour a terminal, end a tag and start a command. */
const hostile = 'a\u001b[31m\n::error::x <b>`@all` "&%,|\u202e';

let folder: TemporaryFolder;

beforeEach(() => {
  folder = new TemporaryFolder();
  folder.write({
    ...ordersService,
    'house.yaml': ordersScorecard,
    [`${hostile}/Dockerfile`]: 'FROM node:24.4.1-slim\nUSER root\n',
  });
});

afterEach(() => folder.remove());

async function format(
  name: string,
  options: Omit<Parameters<typeof airworthy>[1], 'cwd'> = {},
): Promise<string> {
  const { stdout, stderr } = await airworthy(
    ['check', '--scorecards', 'house.yaml', '--format', name],
    { cwd: folder.path, ...options },
  );
  expect(stderr).toBe('');
  return stdout;
}

describe('pretty', () => {
  it('shows the ladder, the categories and the next steps', async () => {
    folder.remove();
    folder.write({
      ...ordersService,
      'house.yaml': ordersScorecard,
      Dockerfile: 'FROM node:24.4.1-slim\nUSER root\n',
      '.env': 'TOKEN=abc\n',
    });

    expect(await format('pretty')).toBe(`House rules of component:default/orders
no level reached, score 0 of 100, by what files can prove; 66 % of the checks
are known

  [ ] L2 Second  1 check missing
  [ ] L1 First   1 check missing, 1 that no file proves

  Containers  ....................  0/1
  Secrets     ....................  0/1

Next steps
  L1 Images run as non-root (non-root, 30 min)
     A container runs as root.
     Dockerfile:1
1 more step for L2: --all shows them.
No file proves 1 more check: the catalog, pushed facts or attestations do.
`);

    const { stdout } = await airworthy(
      ['check', '--scorecards', 'house.yaml', '--all'],
      { cwd: folder.path },
    );
    expect(stdout).toMatch(/Next steps\n {2}L1 Images .*\n {2}L2 No \.env is/s);
    expect(stdout).not.toContain('--all');
  });

  it('says once what two scorecards say of an entity', async () => {
    folder.write({
      'rules/house.yaml': ordersScorecard,
      'rules/other.yaml': ordersScorecard.replace('name: house', 'name: other'),
    });
    const { stdout } = await airworthy(['check', '--scorecards', 'rules'], {
      cwd: folder.path,
    });
    expect(stdout.match(/A container runs as root/g)).toHaveLength(1);
    expect(stdout).toContain(
      '  L1 Images run as non-root (non-root, 30 min, as above)\n',
    );
  });

  it('says why something is unknown', async () => {
    folder.write({ Dockerfile: 'FROM scratch\0' });

    expect(await format('pretty')).toMatch(
      /Images run as non-root .*\n {5}Unknown: Dockerfile is .*\n {5}Dockerfile\n/,
    );
  });

  it.each([
    ['a pipe', {}, false],
    ['a terminal', { isTTY: true }, true],
    [
      'a terminal without colours',
      { isTTY: true, env: { TERM: 'dumb' } },
      false,
    ],
    ['NO_COLOR', { isTTY: true, env: { NO_COLOR: '1' } }, false],
    ['FORCE_COLOR', { env: { FORCE_COLOR: '1' } }, true],
    ['both', { env: { FORCE_COLOR: '1', NO_COLOR: '1' } }, true],
    ['FORCE_COLOR=0', { isTTY: true, env: { FORCE_COLOR: '0' } }, false],
  ])('with %s', async (_, options, coloured) => {
    const text = await format('pretty', options);
    expect(text.includes('\u001b[')).toBe(coloured);
    // Colours of our own only.
    expect(text).not.toContain('\u001b[31m::');
    expect(text).not.toMatch(/\u202e|^::error/m);
  });

  it('keeps to the width of the terminal', async () => {
    const width = async (columns: number) => {
      const text = await format('pretty', {
        columns,
        env: { FORCE_COLOR: '1' },
      });
      // eslint-disable-next-line no-control-regex
      const lines = text.replace(/\u001b\[\d+m/g, '').split('\n');
      return Math.max(
        ...lines
          // A path stays whole, to be copied.
          .filter(line => !line.endsWith('/Dockerfile:1'))
          .map(line => line.length),
      );
    };
    expect(await width(60)).toBeLessThanOrEqual(60);
    expect(await width(100)).toBeGreaterThan(60);
  });
});

describe('sarif', () => {
  it('has rules with help, and results with places', async () => {
    const log = JSON.parse(await format('sarif'));

    expect(log).toBeValidSarifLog();
    expect(log.runs).toHaveLength(1);
    const [{ tool, results }] = log.runs;
    expect(tool.driver.rules[0]).toEqual({
      id: 'house/non-root',
      name: 'Images run as non-root',
      shortDescription: { text: 'Images run as non-root' },
      fullDescription: {
        text: 'A bug in the service becomes a bug on the node.',
      },
      help: {
        text: expect.stringContaining('USER node'),
        markdown: expect.stringContaining('USER node'),
      },
      defaultConfiguration: { level: 'error' },
      properties: { tags: ['Containers', 'L1'] },
    });
    expect(results).toEqual([
      {
        ruleId: 'house/non-root',
        ruleIndex: 0,
        kind: 'fail',
        level: 'error',
        message: { text: 'Images run as non-root: A container runs as root.' },
        locations: [
          {
            physicalLocation: {
              artifactLocation: {
                uri: `${encodeURIComponent(hostile)}/Dockerfile`,
                uriBaseId: '%SRCROOT%',
              },
              region: { startLine: 1 },
            },
          },
        ],
        partialFingerprints: {
          primaryLocationLineHash: expect.stringMatching(/^[0-9a-f]{16}:1$/),
        },
      },
    ]);
  });

  it('keeps to what code scanning takes in, for many entities', async () => {
    const entity = ordersService['catalog-info.yaml'];
    const { stdout } = await airworthy(['check', '--format', 'sarif'], {
      cwd: folder.write({
        'catalog-info.yaml': `${entity}---\n${entity.replace(
          'orders',
          'jobs',
        )}`,
      }),
    });

    const log = JSON.parse(stdout);
    expect(log).toBeValidSarifLog();
    expect(log.runs).toHaveLength(1);
    const [{ tool, results }] = log.runs;
    const { rules } = tool.driver;
    const fingerprints = new Set();
    for (const result of results) {
      expect(rules[result.ruleIndex].id).toBe(result.ruleId);
      expect(result.locations.length).toBeGreaterThanOrEqual(1);
      expect(result.locations.length).toBeLessThanOrEqual(100);
      for (const { physicalLocation } of result.locations) {
        expect(physicalLocation.region.startLine).toBeGreaterThanOrEqual(1);
      }
      expect(result.message.text).toMatch(
        / \(component:default\/(orders|jobs)\): /,
      );
      fingerprints.add(result.partialFingerprints.primaryLocationLineHash);
    }
    expect(fingerprints.size).toBe(results.length);
    for (const rule of rules) {
      expect(rule.properties.tags.length).toBeLessThanOrEqual(10);
      expect(rule.fullDescription.text.length).toBeLessThanOrEqual(1024);
    }
    expect(new Set(rules.map(({ id }: { id: string }) => id)).size).toBe(
      rules.length,
    );
  });

  it('names files from the root of the repository, and what is new', async () => {
    const repository = new TemporaryFolder();
    const below = Object.entries({
      ...ordersService,
      'house.yaml': ordersScorecard,
    }).map(([path, text]) => [`services/orders/${path}`, text]);
    repository.write(Object.fromEntries(below));
    repository.commit();
    repository.write({
      'services/orders/Dockerfile': 'FROM node:24.4.1-slim\nUSER root\n',
    });

    const { stdout } = await airworthy(
      [
        ...['check', '--scorecards', 'house.yaml'],
        ...['--format', 'sarif', '--baseline', 'HEAD'],
      ],
      { cwd: join(repository.path, 'services/orders') },
    );
    repository.remove();

    const [{ results }] = JSON.parse(stdout).runs;
    expect(results).toMatchObject([
      {
        baselineState: 'new',
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'services/orders/Dockerfile' },
            },
          },
        ],
      },
    ]);
  });
});

describe('junit', () => {
  it('is XML with a case for each check', async () => {
    const text = await format('junit');

    expect(XMLValidator.validate(text)).toBe(true);
    const { testsuites } = new XMLParser({
      ignoreAttributes: false,
      attributeNamePrefix: '',
    }).parse(text);
    expect(testsuites.testsuite).toMatchObject({
      tests: '3',
      failures: '1',
      skipped: '1',
    });
    const [failed, skipped, passed] = testsuites.testsuite.testcase;
    expect(failed.failure.message).toBe('A container runs as root.');
    expect(failed.failure['#text']).toContain('/Dockerfile:1');
    expect(skipped.skipped.message).toMatch(/^Only the catalog/);
    expect(passed).not.toHaveProperty('failure');
    expect(text).not.toContain('\u001b');
  });
});

describe('github', () => {
  it('annotates each place, and lets no name become a command', async () => {
    const lines = (await format('github')).trimEnd().split('\n');

    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(
      /^::error file=a[^:]*%0A%3A%3Aerror%3A%3Ax [^:]*\/Dockerfile,line=1,title=L1 Images run as non-root::A container runs as root\.$/,
    );
    expect(lines[1]).toBe(
      '::notice title=House rules of component%3Adefault/orders::Level none, score 50, 1 check not met.',
    );
  });
});

describe('markdown', () => {
  it('keeps names of files in code spans', async () => {
    const text = await format('markdown');

    expect(text).toContain('| L2 Second |  | 1 | 0 | 0 |');
    const [item] = text.split('\n').filter(line => line.includes('non-root'));
    expect(item).toContain('`` a');
    expect(item).toMatch(/\/Dockerfile:1 ``$/);
    expect(text).not.toMatch(/[\p{Cf}]|(?!\n)\p{Cc}/u);
  });
});

it('writes to a file, without colours', async () => {
  const { code, stdout } = await airworthy(
    ['check', '--scorecards', 'house.yaml', '--output', 'report.txt'],
    { cwd: folder.path, isTTY: true },
  );

  expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
  const written = readFileSync(join(folder.path, 'report.txt'), 'utf8');
  expect(written).toMatch(/^House rules of component:default\/orders\n/);
});

it('writes further formats beside the first', async () => {
  const { stdout } = await airworthy(
    [
      ...['check', '--scorecards', 'house.yaml', '--format', 'github'],
      ...['--report', 'json=a=b.json', '--report', 'junit=c.xml'],
    ],
    { cwd: folder.path },
  );

  expect(stdout).toMatch(/^::error /);
  const read = (file: string) => readFileSync(join(folder.path, file), 'utf8');
  expect(read('a=b.json')).toBe(await format('json'));
  expect(read('c.xml')).toBe(await format('junit'));
});

it.each([
  [
    'sarif',
    '--report sarif is not <format>=<file>, such as sarif=airworthy.sarif',
  ],
  [
    'pdf=a.pdf',
    'There is no format "pdf"; there are pretty, json, sarif, junit, markdown, github',
  ],
  ['json=none/a.json', 'none/a.json cannot be written (ENOENT)'],
])('refuses --report %s', async (report, message) => {
  const { code, stderr } = await airworthy(
    ['check', '--scorecards', 'house.yaml', '--report', report],
    { cwd: folder.path },
  );
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: `airworthy: ${message}\n`,
  });
});
