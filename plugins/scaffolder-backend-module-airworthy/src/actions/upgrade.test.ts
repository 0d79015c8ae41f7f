import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { parse } from 'yaml';
import { Portal } from '../__testUtils__/Portal';
import { examples } from './upgrade.examples';

const directory = createMockDirectory();
const templates = directory.resolve('templates');
const upgradeService = resolve(
  __dirname,
  '../../../../templates/upgrade-service.yaml',
);

function write(root: string, files: Record<string, string>) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

const git = (folder: string, ...args: string[]) =>
  execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8' }).trim();

function commit(folder: string) {
  git(folder, 'add', '--all');
  git(
    folder,
    ...['-c', 'user.name=Test', '-c', 'user.email=test@example.com'],
    ...['commit', '--quiet', '--message', 'A commit'],
  );
}

const template = (version: string, more = '') => `
apiVersion: scaffolder.backstage.io/v1beta3
kind: Template
metadata:
  name: small-service
  annotations: { airworthy.dev/template-version: '${version}' }
spec:
  type: service
  parameters:
    required: [name]
    properties:
      name: { type: string }
${more}
  steps:
    - action: fetch:template
      input:
        url: ./content
        values: { name: '\${{ parameters.name }}', tier: '\${{ parameters.tier }}', canary: '\${{ parameters.canary }}' }
    - { action: airworthy:stamp, input: { parameters: '\${{ parameters }}' } }
    - id: publish
      action: publish:git:local
      input: { name: '\${{ parameters.name }}' }
    - action: airworthy:register:local
      input:
        catalogInfoTarget: \${{ steps.publish.output.catalogInfoTarget }}
`;

const first = {
  'small.yaml': template('1.0.0'),
  'content/catalog-info.yaml': `apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: '\${{ values.name }}' }
spec: { type: service, lifecycle: production, owner: 'group:default/a' }
`,
  'content/README.md': '# ${{ values.name }}\n\nRun it.\n',
  'content/Dockerfile':
    'FROM node:24.11.1-slim\nUSER root\nCMD ["node", "."]\n',
  'content/settings.txt': 'port 8080\n',
  'content/old.txt': 'old\n',
};

const second = {
  'small.yaml': template(
    '1.1.0',
    `      tier: { type: string, title: Tier, enum: [gold, silver] }
      canary: { type: boolean, title: Canary }
    dependencies: { name: { required: [tier, canary] } }`,
  ),
  'content/Dockerfile':
    'FROM node:24.11.1-slim\nUSER node\nCMD ["node", "."]\n',
  'content/settings.txt': 'port 80\n',
  'content/tier.txt':
    '${{ values.tier }}{% if values.canary %} with a canary{% endif %}\n',
};

describe('airworthy:upgrade', () => {
  let portal: Portal;
  const bare = directory.resolve('repositories/orders.git');
  const working = directory.resolve('repositories/orders');
  const branch = 'upgrade-small-service-1.1.0';

  beforeAll(async () => {
    directory.clear();
    write(templates, first);
    git(templates, 'init', '--quiet');
    commit(templates);
    portal = await Portal.start({
      folder: directory.path,
      template: [join(templates, 'small.yaml'), upgradeService],
    });
    await portal.entity('template/default/small-service');
    await portal.entity('template/default/upgrade-service');
  });

  afterAll(() => portal.stop());

  const upgrade = (answers?: object) =>
    portal.create('template:default/upgrade-service', {
      entity: 'component:default/orders',
      ...(answers && { answers }),
    });

  it('works on what a template has stamped', async () => {
    const { status } = await portal.create('template:default/small-service', {
      name: 'orders',
    });
    expect(status).toBe('completed');
    const answers = readFileSync(
      join(working, '.airworthy/answers.yaml'),
      'utf8',
    );
    expect(parse(answers)).toMatchObject({
      template: { ref: 'template:default/small-service', version: '1.0.0' },
      parameters: { name: 'orders' },
    });
  });

  it('has nothing to do for a service that is current', async () => {
    const { status, output } = await upgrade();
    expect(status).toBe('completed');
    expect(output.text?.[0].content).toBe(
      'It is of small-service 1.0.0 already.',
    );
    expect(git(bare, 'branch', '--list')).toBe('* main');
  });

  it('asks for what the new version has no default for', async () => {
    write(working, { 'settings.txt': 'port 9090\n', 'own.txt': 'ours\n' });
    commit(working);
    git(working, 'push', '--quiet');
    write(templates, second);
    execFileSync('rm', [join(templates, 'content/old.txt')]);
    commit(templates);
    await portal.refreshed('template/default/small-service', '1.1.0');

    const { status, log } = await upgrade();
    expect(status).toBe('failed');
    expect(log).toContain(
      'small-service 1.1.0 asks for "Tier": give "tier" in the values of airworthy:upgrade',
    );
  });

  it('says what a parameter takes, where an answer is none of it', async () => {
    const { status, log } = await upgrade({ tier: 'bronze', canary: 'maybe' });
    expect(status).toBe('failed');
    expect(log).toContain(
      'small-service 1.1.0 does not take "bronze" for "tier": use one of gold, silver',
    );
    expect(log).toContain(
      'small-service 1.1.0 does not take "maybe" for "canary": it must be boolean',
    );
    expect(git(bare, 'branch', '--list')).toBe('* main');
  });

  it('offers the merged service as a branch, with conflicts and grades', async () => {
    const { status, log, output } = await upgrade({
      tier: 'gold',
      // As the form has it, which knows texts only.
      canary: 'false',
    });
    expect([status, log]).toEqual(['completed', expect.anything()]);
    expect(git(bare, 'diff', '--name-status', 'main', branch)).toBe(
      [
        'M\t.airworthy/answers.yaml',
        'M\tDockerfile',
        'D\told.txt',
        'M\tsettings.txt',
        'A\ttier.txt',
      ].join('\n'),
    );
    expect(git(bare, 'show', `${branch}:settings.txt`)).toBe(
      '<<<<<<< yours\nport 9090\n=======\nport 80\n>>>>>>> small-service 1.1.0',
    );
    expect(git(bare, 'show', `${branch}:own.txt`)).toBe('ours');
    expect(git(bare, 'show', `${branch}:tier.txt`)).toBe('gold');
    const answers = parse(
      git(bare, 'show', `${branch}:.airworthy/answers.yaml`),
    );
    expect(answers.template.version).toBe('1.1.0');
    expect(answers.parameters).toEqual({
      name: 'orders',
      tier: 'gold',
      canary: false,
    });

    const summary = String(output.text?.[0].content);
    expect(summary).toContain('Upgrades from small-service 1.0.0 to 1.1.0.');
    expect(summary).toMatch(/Grade by what files can prove: \*\*no level/);
    expect(summary).toContain(
      'now passes: The container runs as a non-root user',
    );
    expect(summary).toMatch(
      /### You have to decide\n\n- `settings\.txt`: in one place/,
    );
    expect(summary).toContain('### Removed\n\n- `old.txt`');
    expect(readFileSync(join(working, 'settings.txt'), 'utf8')).toBe(
      'port 9090\n',
    );
  });

  it('names the place of a mistake in the answers file', async () => {
    write(working, { '.airworthy/answers.yaml': 'kind: [\n' });
    commit(working);
    git(working, 'push', '--quiet');
    const { status, log } = await upgrade();
    expect(status).toBe('failed');
    expect(log).toContain('.airworthy/answers.yaml:');
  });

  it.each(examples)('has an example of it: $description', ({ example }) => {
    const [{ action, input }] = parse(example).steps;
    expect(action).toBe('airworthy:upgrade');
    expect(Object.keys(input)).toEqual(
      expect.arrayContaining(input.path ? ['sourcePath', 'path'] : []),
    );
  });
});
