import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { stringify } from 'yaml';
import { assessWorkspace } from './assessment/assessWorkspace';
import { LoopbackForge } from './__testUtils__/forges/LoopbackForge';
import { LoopbackGitea } from './__testUtils__/forges/LoopbackGitea';
import { LoopbackGithub } from './__testUtils__/forges/LoopbackGithub';
import { LoopbackGitlab } from './__testUtils__/forges/LoopbackGitlab';
import { Portal, TaskOutcome } from './__testUtils__/Portal';

jest.setTimeout(300_000);

const directory = createMockDirectory();
const templates = directory.resolve('templates');

let gitea: LoopbackGitea;
let github: LoopbackGithub;
let gitlab: LoopbackGitlab;
let portal: Portal;

/** The templates, as an operator has them whose forges are elsewhere. */
function layTemplates() {
  cpSync(join(__dirname, '../../../templates'), templates, { recursive: true });
  const file = join(templates, 'node-service.yaml');
  const text = readFileSync(file, 'utf8');
  writeFileSync(
    file,
    text.replace(/\^(github|gitlab|gitea)\\\.com/g, '^127\\.0\\.0\\.1:\\d+'),
  );
}

beforeAll(async () => {
  directory.setContent({ checkouts: {}, portal: {} });
  layTemplates();
  gitea = await new LoopbackGitea(directory.resolve('gitea')).start();
  github = await new LoopbackGithub(directory.resolve('github')).start();
  gitlab = await new LoopbackGitlab(directory.resolve('gitlab')).start();
  portal = await Portal.start({
    folder: directory.resolve('portal'),
    template: ['node-service.yaml', 'add-ownership.yaml'].map(file =>
      join(templates, file),
    ),
    integrations: {
      ...gitea.integration,
      ...github.integration,
      ...gitlab.integration,
    },
  });
  await portal.entity('template/default/node-service');
  await portal.entity('template/default/add-ownership');
});

afterAll(async () => {
  await portal?.stop();
  await Promise.all([gitea?.stop(), github?.stop(), gitlab?.stop()]);
});

const kinds = [
  {
    publishing: 'github',
    slug: 'github.com/project-slug',
    forge: (): LoopbackForge => github,
    blob: 'blob/main',
    // As Backstage resolves it, and GitHub takes either.
    registered: 'tree/main',
    pipeline: '.github/workflows/release.yml',
    unauthorized: 'Bad credentials',
    guardOf: (repository: string) =>
      github.protections.get(`${repository} main`),
    guard: {
      enforce_admins: true,
      required_pull_request_reviews: { require_code_owner_reviews: true },
    },
  },
  {
    publishing: 'gitlab',
    slug: 'gitlab.com/project-slug',
    forge: (): LoopbackForge => gitlab,
    blob: '-/blob/main',
    registered: '-/blob/main',
    pipeline: '.gitlab-ci.yml',
    unauthorized: '401 Unauthorized',
    // GitLab protects the default branch by itself.
    guardOf: (repository: string) => gitlab.settings.get(repository),
    guard: {
      visibility: 'private',
      only_allow_merge_if_pipeline_succeeds: true,
    },
  },
  {
    publishing: 'gitea',
    slug: 'gitea.com/repo-slug',
    forge: (): LoopbackForge => gitea,
    blob: 'src/branch/main',
    registered: 'src/branch/main',
    pipeline: '.github/workflows/release.yml',
    unauthorized: 'Organization acme do not exist',
    guardOf: (repository: string) => gitea.settings.get(repository),
    guard: { private: true },
  },
];

describe.each(kinds)(
  'a repository on $publishing',
  ({ publishing, blob, forge: forgeOf }) => {
    it('is proposed a change that says what it mends', async () => {
      const name = `legacy-${publishing}`;
      const forge = forgeOf();
      const repository = await forge.create(`acme/${name}`);
      await repository.fill({
        'catalog-info.yaml': stringify({
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Component',
          metadata: { name },
          spec: {
            type: 'service',
            lifecycle: 'production',
            owner: 'group:default/checkout',
          },
        }),
        'src/main.js': 'process.exit();\n',
      });
      const before = await repository.resolve('main');
      await portal.register(
        `${forge.url}/acme/${name}/${blob}/catalog-info.yaml`,
      );
      await portal.entity(`component/default/${name}`);

      const task = await portal.create('template:default/add-ownership', {
        entity: `component:default/${name}`,
      });
      expect(task).toMatchObject({ status: 'completed' });
      const branch = `add-ownership-${name}`;
      expect(forge.proposals).toEqual([
        {
          repository: `acme/${name}`,
          from: branch,
          to: 'main',
          title: 'chore: ask the owner for review',
          body: expect.stringMatching(
            /These checks pass now, and none got worse:[^]*\(`codeowners-exist`\)/,
          ),
        },
      ]);
      expect(await repository.branches()).toEqual([branch, 'main']);
      expect(await repository.resolve('main')).toBe(before);
      expect(await repository.resolve(`${branch}^`)).toBe(before);
      expect(await repository.diff('main', branch)).toEqual(['A CODEOWNERS']);
      expect(await repository.text(branch, 'CODEOWNERS')).toContain(
        '* @acme/checkout',
      );
    });
  },
);

/** Tests run in order: the last looks back on all. */
describe.each(kinds)('on $publishing', kind => {
  const { publishing, blob } = kind;
  let forge: LoopbackForge;

  beforeAll(() => {
    forge = kind.forge();
  });

  function answersFor(name: string) {
    return {
      name,
      description: 'Takes orders and hands them on',
      owner: 'group:default/checkout',
      system: 'system:default/shop',
      rollout: 'canary',
      database: 'none',
      publishing,
      [`${publishing}Repository`]: `${forge.host}?owner=acme&repo=${name}`,
    };
  }

  async function createService(name: string): Promise<TaskOutcome> {
    return portal.create('template:default/node-service', answersFor(name));
  }

  it('takes no repository on another forge', async () => {
    await expect(
      portal.create('template:default/node-service', {
        ...answersFor('astray'),
        [`${publishing}Repository`]: 'forge.example.com?owner=acme&repo=astray',
      }),
    ).rejects.toThrow(/pattern/);
  });

  it('publishes a service whole, protects it and registers it', async () => {
    const name = `intake-${publishing}`;
    const task = await createService(name);
    expect(task).toMatchObject({ status: 'completed' });

    const repository = forge.repository(`acme/${name}`);
    expect(await repository.branches()).toEqual(['main']);
    expect(await repository.describe('main')).toBe(
      `feat: ${name} from the golden path node-service (Scaffolder)`,
    );
    const files = await repository.files('main');
    expect([...files.keys()]).toEqual(
      expect.arrayContaining([kind.pipeline, 'src/main.ts', 'CODEOWNERS']),
    );
    expect(files.get('deploy/promote.sh')?.mode).toBe('100755');
    const catalogInfo = await repository.text('main', 'catalog-info.yaml');
    expect(catalogInfo).toContain(`${kind.slug}: acme/${name}`);
    expect(catalogInfo).toContain(
      `https://${forge.host}/acme/${name}/${blob}/`,
    );
    expect(await repository.text('main', 'CODEOWNERS')).toContain(
      '* @acme/checkout',
    );
    expect(kind.guardOf(`acme/${name}`)).toMatchObject(kind.guard);

    // Nothing that counts was lost on the way, to a .gitignore for one.
    const folder = directory.resolve('checkouts', name);
    await repository.checkOut('main', folder);
    const { report } = await assessWorkspace({
      folder,
      scorecard: { builtIn: 'production-readiness' },
      entityRef: 'component:default/workspace',
    });
    expect(report.levels.find(({ id }) => id === 'L4')?.reached).toBe(true);

    const file = `${forge.url}/acme/${name}/${kind.registered}/catalog-info.yaml`;
    expect(await portal.registered()).toContain(file);
    expect(await portal.entity(`component/default/${name}`)).toMatchObject({
      metadata: {
        annotations: { 'backstage.io/managed-by-location': `url:${file}` },
      },
      spec: { owner: 'group:default/checkout' },
    });
  });

  it('registers nothing when the token is no longer good', async () => {
    const registered = await portal.registered();
    forge.token = 'another';
    const task = await createService('unauthorized');
    forge.token = 'secret';

    expect(task.status).toBe('failed');
    expect(task.log).toContain(kind.unauthorized);
    expect(forge.has('acme/unauthorized')).toBe(false);
    expect(await portal.registered()).toEqual(registered);
  });

  it('registers nothing when the push is refused', async () => {
    const registered = await portal.registered();
    forge.takesPushes = false;
    const task = await createService('refused');
    forge.takesPushes = true;

    expect(task.status).toBe('failed');
    expect(task.log).toContain('HTTP Error: 403 Forbidden');
    expect(await forge.repository('acme/refused').branches()).toEqual([]);
    expect(await portal.registered()).toEqual(registered);
  });

  it('asks for nothing that the forge of these tests does not know', () => {
    expect(forge.unknown).toEqual([]);
  });
});
