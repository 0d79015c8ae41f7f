import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Ajv from 'ajv/dist/2020';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { airworthy } from '../__testUtils__/airworthy';
import { ordersScorecard } from '../__testUtils__/orders';
import { TemporaryFolder } from '../__testUtils__/TemporaryFolder';

const passes = `- case: a user
  expect: pass
  files:
    Dockerfile: |
      FROM node:24.4.1-slim
      USER node
`;

const fails = `- case: root
  expect: fail
  files:
    Dockerfile: |
      FROM node:24.4.1-slim
      USER root
  evidence:
    - { path: Dockerfile, line: 1 }
`;

let folder: TemporaryFolder;

beforeEach(() => {
  folder = new TemporaryFolder();
  folder.write({
    'rules/house.yaml': ordersScorecard,
    'rules/fixtures/house/non-root.yaml': passes + fails,
    'rules/fixtures/house/owner-exists.yaml': `
- case: a group
  expect: pass
  entity: { kind: Component, metadata: { name: orders }, spec: { owner: shop } }
  owner: { owned: 1, entity: { kind: Group, metadata: { name: shop } } }
- case: nobody
  expect: fail
  entity: { kind: Component, metadata: { name: orders }, spec: { owner: shop } }
  owner: { owned: 1 }
`,
    'rules/fixtures/house/no-env.yaml': `
- { case: none, expect: pass, files: { README.md: Orders } }
- { case: one, expect: fail, files: { .env: A=b }, evidence: [{ path: .env }] }
`,
  });
});

afterEach(() => folder.remove());

function run(...args: string[]) {
  return airworthy(['test', 'rules', ...args], { cwd: folder.path });
}

describe('airworthy test', () => {
  it('is content when every case comes out as expected', async () => {
    expect(await run('--strict')).toEqual({
      code: 0,
      stdout: 'house: 6 cases, all as expected\n',
      stderr: '',
    });
  });

  it('shows what was expected, and what came instead', async () => {
    folder.write({
      'rules/fixtures/house/non-root.yaml': `${passes.replace(
        'pass',
        'fail',
      )}${fails.replace('fail', 'pass')}${fails
        .replace('case: root', 'case: a line')
        .replace('line: 1', 'line: 2')}- case: nothing is known
  expect: pass
`,
    });

    const { code, stdout } = await run();

    expect(code).toBe(1);
    expect(stdout).toBe(`FAIL rules/fixtures/house/non-root.yaml:1
     non-root: a user
     expected fail, got pass
     evidence: none
FAIL rules/fixtures/house/non-root.yaml:7
     non-root: root
     expected pass, got fail: A container runs as root.
     evidence: Dockerfile:1
FAIL rules/fixtures/house/non-root.yaml:15
     non-root: a line
     got fail as expected, but not for the expected evidence
     evidence: Dockerfile:1; expected Dockerfile:2 too
FAIL rules/fixtures/house/non-root.yaml:23
     non-root: nothing is known
     expected pass, got unknown: No repo facts have been observed yet.
     evidence: none
house: 4 of 8 cases not as expected
`);
  });

  it('warns of a check that is not shown pass and fail, and fails for it when strict', async () => {
    folder.write({ 'rules/fixtures/house/non-root.yaml': passes });

    const { code, stdout } = await run();

    expect(code).toBe(0);
    expect(stdout).toBe(
      'warning non-root: no case shows it fail\nhouse: 5 cases, all as expected\n',
    );
    expect((await run('--strict')).code).toBe(1);
  });

  it('reads fixtures from elsewhere, and passes those of the built-in scorecards', async () => {
    const { code, stdout } = await airworthy(
      ['test', 'scorecards', '--fixtures', 'fixtures', '--strict'],
      { cwd: resolve(__dirname, '../../../scorecards') },
    );

    expect(stdout).toMatch(
      /^production-readiness: \d+ cases, all as expected$/m,
    );
    expect(code).toBe(0);
  });

  it('writes JSON that keeps to the published schema', async () => {
    folder.write({ 'rules/fixtures/house/non-root.yaml': fails });
    const schema = JSON.parse(
      readFileSync(join(__dirname, '../../schema/tests.schema.json'), 'utf8'),
    );
    const validate = new Ajv().compile(schema);

    const { scorecards } = JSON.parse((await run('--format', 'json')).stdout);

    validate({ scorecards });
    expect(validate.errors).toBeNull();
    expect(scorecards).toMatchObject([
      {
        scorecard: 'house',
        missing: [{ check: 'non-root', expect: 'pass' }],
      },
    ]);
    expect(scorecards[0].cases).toContainEqual({
      check: 'non-root',
      case: 'root',
      path: 'rules/fixtures/house/non-root.yaml',
      line: 1,
      asExpected: true,
      expected: 'fail',
      got: 'fail',
      evidence: [{ path: 'Dockerfile', line: 1 }],
      missingEvidence: [],
    });
  });

  it('writes JUnit with a case for each fixture', async () => {
    folder.write({
      'rules/fixtures/house/non-root.yaml': fails
        .replace('case: root', 'case: "<root> & \\e[31m"')
        .replace('expect: fail', 'expect: pass'),
    });

    const { stdout } = await run('--format', 'junit');

    expect(XMLValidator.validate(stdout)).toBe(true);
    const { testsuites } = new XMLParser({
      ignoreAttributes: false,
      attributeNamePrefix: '',
    }).parse(stdout);
    expect(testsuites.testsuite).toMatchObject({ tests: '5', failures: '1' });
    expect(testsuites.testsuite.testcase).toContainEqual({
      name: '<root> & \uFFFD[31m',
      classname: 'house.non-root',
      file: 'rules/fixtures/house/non-root.yaml',
      line: '1',
      failure: {
        message: 'expected pass, got fail: A container runs as root.',
        '#text': 'rules/fixtures/house/non-root.yaml:1\nevidence: Dockerfile:1',
      },
    });
  });

  it('lists all mistakes in fixtures with their places', async () => {
    folder.write({
      'rules/fixtures/house/non-root.yaml': '- case: root\n  expct: fail\n',
      'rules/fixtures/house/no-env.yaml':
        '- &a { case: x, expect: pass, files: { a: 1 } }\n- *b\n',
      'rules/fixtures/house/other.yaml': passes,
      'rules/fixtures/home/non-root.yaml': passes,
    });

    const { code, stdout, stderr } = await run();

    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(
      stderr.replace(/^airworthy: rules\/fixtures\//gm, '').split('\n'),
    ).toEqual([
      'home: There is no scorecard "home"',
      expect.stringMatching(/^house\/no-env\.yaml:1:1: The document cannot/),
      'house/non-root.yaml:1:3: "expect" is missing',
      'house/non-root.yaml:2:3: Unknown property "expct"; did you mean "expect"?',
      'house/other.yaml:1:1: house has no check "other"',
      '',
    ]);
  });

  it.each([
    [['rules', 'more'], 'test takes one folder'],
    [
      ['rules/house.yaml'],
      'rules/house.yaml is a file; test takes their folder',
    ],
    [['none'], 'none does not exist'],
    [['rules', '--fixtures', 'none'], 'none cannot be read (ENOENT)'],
    [
      ['rules', '--format', 'sarif'],
      'There is no format "sarif"; there are pretty, json, junit',
    ],
  ])('refuses %j', async (args, message) => {
    expect(await airworthy(['test', ...args], { cwd: folder.path })).toEqual({
      code: 2,
      stdout: '',
      stderr: `airworthy: ${message}\n`,
    });
  });
});
