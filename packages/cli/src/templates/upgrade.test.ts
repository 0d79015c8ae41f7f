import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashOfFile } from '@airworthy/repo-facts';
import { airworthy } from '../__testUtils__/airworthy';
import { TemporaryFolder } from '../__testUtils__/TemporaryFolder';

const template = (version: string, parameters = '') => `
apiVersion: scaffolder.backstage.io/v1beta3
kind: Template
metadata:
  name: small
  annotations: { airworthy.dev/template-version: '${version}' }
spec:
  type: service
  parameters:
    required: [name${parameters && ', tier'}]
    properties:
      name: { type: string }
      ${parameters}
  steps:
    - action: fetch:template
      input:
        url: ./content
        values: { name: '\${{ parameters.name }}', tier: '\${{ parameters.tier }}' }
    - { action: airworthy:stamp, input: { parameters: '\${{ parameters }}' } }
`;

const readme = '# shop\n';
const dockerfile = 'FROM node:24.4.1-slim\nUSER root\n';

const answers = `apiVersion: airworthy.dev/v1
kind: Answers
template: { ref: template:default/small, version: 1.0.0 }
parameters: { name: shop }
files:
  README.md: ${hashOfFile(readme)}
  Dockerfile: ${hashOfFile(dockerfile)}
`;

describe('airworthy templates upgrade', () => {
  let paths: TemporaryFolder;
  let service: TemporaryFolder;

  beforeEach(() => {
    paths = new TemporaryFolder();
    paths.write({
      'small.yaml': template('1.0.0'),
      'content/README.md': '# ${{ values.name }}\n',
      'content/Dockerfile': dockerfile,
    });
    paths.commit();
    service = new TemporaryFolder();
    service.write({
      'README.md': readme,
      Dockerfile: dockerfile,
      '.airworthy/answers.yaml': answers,
    });
    service.commit();
  });

  afterEach(() => {
    paths.remove();
    service.remove();
  });

  const upgrade = (...args: string[]) =>
    airworthy([
      ...['templates', 'upgrade', service.path],
      ...['--template', join(paths.path, 'small.yaml'), ...args],
    ]);
  const read = (path: string) => readFileSync(join(service.path, path), 'utf8');

  it('merges the new version, and says what became of each file', async () => {
    paths.write({
      'small.yaml': template('1.1.0'),
      'content/Dockerfile': dockerfile.replace('root', 'node'),
      'content/run.sh': 'exec service\n',
    });
    const shown = await upgrade('--dry-run');
    expect(shown.stderr).toBe('');
    expect(shown.stdout).toContain('Nothing was written.');
    expect(service.git('status', '--short')).toBe('');

    const { code, stdout } = await upgrade();
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^small 1\.0\.0 -> 1\.1\.0\n\n {2}updated {2}Dockerfile\n {2}added {4}run\.sh\n\nGrade by what files can prove: no level, score [\d.]+ -> no level, score [\d.]+\n$/,
    );
    expect(shown.stdout).toBe(`${stdout}\nNothing was written.\n`);
    expect(read('Dockerfile')).toContain('USER node');
    expect(read('.airworthy/answers.yaml')).toContain('version: 1.1.0');
  });

  it('ends with 1 where there is something to decide', async () => {
    service.write({ 'README.md': '# our shop\n' });
    service.commit();
    paths.write({
      'small.yaml': template('1.1.0'),
      'content/README.md': '# The service ${{ values.name }}\n',
    });
    const { code, stdout } = await upgrade();
    expect(code).toBe(1);
    expect(stdout).toContain('Decide on README.md, then commit.');
    expect(read('README.md')).toBe(
      '<<<<<<< yours\n# our shop\n=======\n# The service shop\n>>>>>>> small 1.1.0\n',
    );
  });

  it('asks for what has no default, and takes the answer', async () => {
    paths.write({
      'small.yaml': template('2.0.0', 'tier: { type: number, title: Tier }'),
      'content/tier.txt': '${{ values.tier }}\n',
    });
    expect(await upgrade()).toMatchObject({
      code: 2,
      stderr:
        'airworthy: small 2.0.0 asks for "Tier": give --set tier=<value>\n',
    });
    expect((await upgrade('--set', 'tier=2')).code).toBe(0);
    expect(read('tier.txt')).toBe('2\n');
  });

  it('has nothing to do for a service that is current', async () => {
    expect(await upgrade()).toMatchObject({
      code: 0,
      stdout: 'It is of small 1.0.0 already.\n',
    });
  });

  it('touches nothing that is not committed, unless it is told to', async () => {
    paths.write({ 'small.yaml': template('1.1.0') });
    service.write({ 'own.txt': 'ours\n' });
    const { code, stderr } = await upgrade();
    expect(code).toBe(2);
    expect(stderr).toContain('has changes that are not committed');
    expect((await upgrade('--force')).code).toBe(0);
    expect(read('own.txt')).toBe('ours\n');
  });

  it.each<[string, () => Promise<{ code: number; stderr: string }>, string]>([
    [
      'without a template',
      () => airworthy(['templates', 'upgrade']),
      'needs --template <file>',
    ],
    [
      'with half an answer',
      () => upgrade('--set', 'tier'),
      '--set tier is not',
    ],
    [
      'of what nobody stamped',
      () => airworthy(['templates', 'upgrade', paths.path, '--template', 'a']),
      'has no .airworthy/answers.yaml',
    ],
  ])('refuses usage %s', async (_, run, message) => {
    const { code, stderr } = await run();
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it('places the mistakes of an answers file', async () => {
    service.write({
      '.airworthy/answers.yaml': answers.replace('1.0.0', '[1]'),
    });
    service.commit();
    expect(await upgrade()).toMatchObject({
      code: 2,
      stderr:
        'airworthy: .airworthy/answers.yaml:3 "template.version" must be a text\n',
    });
  });
});
