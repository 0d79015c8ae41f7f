import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020';
import { XMLParser } from 'fast-xml-parser';
import { airworthy } from '../__testUtils__/airworthy';
import { TemporaryFolder } from '../__testUtils__/TemporaryFolder';

const template = (name: string) => `
apiVersion: scaffolder.backstage.io/v1beta3
kind: Template
metadata: { name: ${name} }
spec:
  type: service
  parameters:
    properties:
      tier: { type: string, enum: [one, two] }
  steps:
    - action: fetch:template
      input:
        url: ./${name}
        values: { tier: '\${{ parameters.tier }}' }
`;

const workflow = (run: string) => `on: push
permissions: {}
jobs:
  test:
    runs-on: ubuntu-24.04
    steps:
      - run: ${run}
`;

describe('airworthy templates test', () => {
  const folder = new TemporaryFolder();
  const inFolder = (...args: string[]) =>
    airworthy(['templates', 'test', folder.path, '--no-commands', ...args]);

  beforeAll(() => {
    folder.write({
      'sound.yaml': template('sound'),
      'sound/README.md': '# A service of tier ${{ values.tier }}\n',
      'blanked.yaml': template('blanked'),
      'blanked/.github/workflows/ci.yml': workflow('echo ${{ github.sha }}'),
    });
  });
  afterAll(() => folder.remove());

  it('says of each template what is wrong with it, and where', async () => {
    const { code, stdout } = await inFolder();

    expect(code).toBe(1);
    expect(stdout).toMatch(/^sound {2}sound\.yaml {2}2 combinations/m);
    expect(stdout).toMatch(/^ {2}FAIL No expressions of other tools/m);
    expect(stdout).toMatch(/blanked\/\.github\/workflows\/ci\.yml:7/);
    expect(stdout).toContain('1 of 2 with something wrong');
  });

  it('is content with one that has nothing wrong', async () => {
    const { code, stdout } = await inFolder('--only', 'sound');

    expect(code).toBe(0);
    expect(stdout).toContain('nothing is wrong');
  });

  it('writes JSON that keeps to the published schema, and JUnit beside it', async () => {
    const junit = join(folder.path, 'templates.xml');
    const { stdout } = await inFolder(
      ...['--format', 'json', '--report', `junit=${junit}`],
    );

    const schema = JSON.parse(
      readFileSync(
        join(__dirname, '../../schema/templates.schema.json'),
        'utf8',
      ),
    );
    const validate = new Ajv().compile(schema);
    const document = JSON.parse(stdout);
    validate(document);
    expect(validate.errors).toBeNull();
    expect(
      document.templates.map(({ template: name }: any) => name).sort(),
    ).toEqual(['blanked', 'sound']);

    const { testsuites } = new XMLParser({
      ignoreAttributes: false,
      attributeNamePrefix: '',
    }).parse(readFileSync(junit, 'utf8'));
    const failed = testsuites.testsuite.filter(
      ({ failures }: { failures: string }) => failures !== '0',
    );
    expect(failed.length).toBeGreaterThan(0);
    for (const { name } of failed) expect(name).toMatch(/^blanked/);
  });

  it.each([
    [['--only', 'gone'], /gone/],
    [['--format', 'prose'], /There is no format "prose"/],
    [['--report', 'junit'], /is not <format>=<file>/],
  ])('refuses %j', async (args, message) => {
    const { code, stderr } = await inFolder(...args);

    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });
});
