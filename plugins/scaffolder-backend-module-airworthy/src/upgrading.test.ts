import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { stringify } from 'yaml';
import { LoopbackForge } from './__testUtils__/forges/LoopbackForge';
import { LoopbackGitea } from './__testUtils__/forges/LoopbackGitea';
import { LoopbackGithub } from './__testUtils__/forges/LoopbackGithub';
import { LoopbackGitlab } from './__testUtils__/forges/LoopbackGitlab';
import { Portal } from './__testUtils__/Portal';

jest.setTimeout(300_000);

const directory = createMockDirectory();
const templates = directory.resolve('templates');
const upgradeService = join(
  __dirname,
  '../../../templates/upgrade-service.yaml',
);

const template = (version: string) =>
  stringify({
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: {
      name: 'small-service',
      annotations: { 'airworthy.dev/template-version': version },
    },
    spec: {
      type: 'service',
      parameters: {
        properties: {
          name: { type: 'string' },
          publishing: { type: 'string' },
          repoUrl: { type: 'string' },
        },
      },
      steps: [
        {
          action: 'fetch:template',
          input: {
            url: './content',
            values: { name: '${{ parameters.name }}' },
          },
        },
        {
          action: 'airworthy:stamp',
          input: { parameters: '${{ parameters }}' },
        },
        ...['github', 'gitlab', 'gitea'].map(forge => ({
          if: `\${{ parameters.publishing == "${forge}" }}`,
          action: `publish:${forge}`,
          input: {
            repoUrl: '${{ parameters.repoUrl }}',
            defaultBranch: 'main',
            // Gitea asks for one, and GitLab takes none.
            ...(forge === 'gitea' && { description: 'A small service' }),
          },
        })),
      ],
    },
  });

const first = {
  'small.yaml': template('1.0.0'),
  'content/catalog-info.yaml': stringify({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: '${{ values.name }}' },
    spec: {
      type: 'service',
      lifecycle: 'production',
      owner: 'group:default/a',
    },
  }),
  'content/settings.txt': 'port 8080\n',
  'content/old.txt': 'old\n',
};

const second = {
  'small.yaml': template('1.1.0'),
  'content/catalog-info.yaml': first['content/catalog-info.yaml'],
  'content/settings.txt': 'port 80\n',
  'content/new/file.txt': 'new\n',
};

const git = (...args: string[]) =>
  execFileSync('git', ['-C', templates, ...args], { encoding: 'utf8' });

function commit(files: Record<string, string>) {
  directory.addContent({ templates: files });
  git('add', '--all');
  git(
    ...['-c', 'user.name=Test', '-c', 'user.email=test@example.com'],
    ...['commit', '--quiet', '--message', 'A version'],
  );
}

let gitea: LoopbackGitea;
let github: LoopbackGithub;
let gitlab: LoopbackGitlab;
let portal: Portal;

const kinds = [
  {
    publishing: 'github',
    forge: (): LoopbackForge => github,
    blob: 'blob/main',
    changes: [
      'M .airworthy/answers.yaml',
      'A new/file.txt',
      'D old.txt',
      'M settings.txt',
    ],
  },
  {
    publishing: 'gitlab',
    forge: (): LoopbackForge => gitlab,
    blob: '-/blob/main',
    // The action of Backstage deletes nothing.
    changes: ['M .airworthy/answers.yaml', 'A new/file.txt', 'M settings.txt'],
  },
  {
    publishing: 'gitea',
    forge: (): LoopbackForge => gitea,
    blob: 'src/branch/main',
    changes: [
      'M .airworthy/answers.yaml',
      'A new/file.txt',
      'D old.txt',
      'M settings.txt',
    ],
  },
];

beforeAll(async () => {
  directory.setContent({ portal: {}, templates: {} });
  git('init', '--quiet');
  commit(first);
  gitea = await new LoopbackGitea(directory.resolve('gitea')).start();
  github = await new LoopbackGithub(directory.resolve('github')).start();
  gitlab = await new LoopbackGitlab(directory.resolve('gitlab')).start();
  portal = await Portal.start({
    folder: directory.resolve('portal'),
    template: [join(templates, 'small.yaml'), upgradeService],
    integrations: {
      ...gitea.integration,
      ...github.integration,
      ...gitlab.integration,
    },
  });
  await portal.entity('template/default/small-service');
  await portal.entity('template/default/upgrade-service');
  for (const { publishing, forge, blob } of kinds) {
    const name = `orders-${publishing}`;
    const { host, url } = forge();
    const task = await portal.create('template:default/small-service', {
      name,
      publishing,
      repoUrl: `${host}?owner=acme&repo=${name}`,
    });
    if (task.status !== 'completed') throw new Error(task.log);
    await portal.register(`${url}/acme/${name}/${blob}/catalog-info.yaml`);
    await portal.entity(`component/default/${name}`);
  }
  git('rm', '--quiet', 'content/old.txt');
  commit(second);
  await portal.refreshed('template/default/small-service', '1.1.0');
});

afterAll(async () => {
  await portal?.stop();
  await Promise.all([gitea?.stop(), github?.stop(), gitlab?.stop()]);
});

describe.each(kinds)('on $publishing', ({ publishing, forge, changes }) => {
  it('proposes a new version of its template to a service', async () => {
    const name = `orders-${publishing}`;
    const repository = forge().repository(`acme/${name}`);
    const task = await portal.create('template:default/upgrade-service', {
      entity: `component:default/${name}`,
    });
    expect(task).toMatchObject({ status: 'completed' });

    const [{ from, to, body }, ...others] = forge().proposals;
    expect(others).toEqual([]);
    expect({ from, to }).toEqual({
      from: 'upgrade-small-service-1.1.0',
      to: 'main',
    });
    expect(body).toContain('old.txt');
    expect(await repository.diff('main', from)).toEqual(changes);
    expect(await repository.text(from, 'settings.txt')).toBe('port 80\n');
    expect(await repository.text('main', 'settings.txt')).toBe('port 8080\n');
    expect(forge().unknown).toEqual([]);
  });
});
