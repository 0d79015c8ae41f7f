import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { JsonObject } from '@backstage/types';
import { filesBelow } from '../__testUtils__/filesBelow';
import { LocalRepository } from '../git/LocalRepository';
import { createFetchRepositoryAction } from './fetchRepository';

type Input = Parameters<typeof action.handler>[0]['input'] & JsonObject;

const directory = createMockDirectory();
const workspacePath = directory.resolve('workspace');
const localGit = {
  folder: directory.resolve('repositories'),
  location: 'location:default/local-repositories',
  author: { name: 'Scaffolder', email: 'scaffolder@example.com' },
};

function componentAt(name: string, location: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      annotations: {
        'backstage.io/managed-by-location': location,
        'backstage.io/managed-by-origin-location': location,
      },
    },
  };
}

function declaredAt(name: string, target: string): Entity {
  const entity = componentAt(name, 'url:https://example.com/all.yaml');
  entity.metadata.annotations![
    'backstage.io/source-location'
  ] = `url:${target}`;
  return entity;
}

const read: string[] = [];

/** Of a forge on which each repository has one service in Go. */
const reader = mockServices.urlReader.mock({
  readTree: async url => {
    read.push(url);
    return {
      etag: 'revision',
      files: async () => [],
      archive: async () => {
        throw new Error('not asked for');
      },
      dir: async options => {
        const target = options!.targetDir!;
        await mkdir(join(target, 'services/intake'), { recursive: true });
        await writeFile(join(target, 'services/intake/go.mod'), 'module a\n');
        await writeFile(
          join(target, 'services/intake/main.go'),
          'package main\n',
        );
        return target;
      },
    };
  },
});

const action = createFetchRepositoryAction({
  catalog: catalogServiceMock({
    entities: [
      componentAt('orders', `file:${localGit.folder}/orders/catalog-info.yaml`),
      componentAt('host', 'file:/etc/catalog-info.yaml'),
      componentAt(
        'intake',
        'url:https://github.com/acme/mono/blob/main/services/intake/catalog-info.yaml',
      ),
      componentAt(
        'billing',
        'url:https://gitlab.com/acme/money/billing/-/blob/main/catalog-info.yaml',
      ),
      componentAt(
        'parcels',
        'url:https://gitea.com/acme/mono/src/branch/main/services/intake/catalog-info.yaml',
      ),
      componentAt(
        'letters',
        'url:https://gitea.com/acme/letters/src/branch/main/catalog-info.yaml',
      ),
      declaredAt('slashless', 'https://gitea.com/acme/a/src/branch/main'),
      declaredAt('escape', 'https://gitea.com/acme/a/src/branch/main/../../x/'),
      declaredAt('commit', 'https://gitea.com/acme/a/src/commit/abc/services/'),
      declaredAt('tag', 'https://gitea.com/acme/a/src/tag/v1/services/'),
      declaredAt(
        'sample',
        'https://gitea.com/acme/a/src/branch/main/examples/',
      ),
      declaredAt('example', 'https://github.com/acme/a/tree/main/examples/b/'),
      componentAt('afar', 'url:https://example.com/catalog-info.yaml'),
      componentAt('nowhere', 'bootstrap:bootstrap'),
    ],
  }),
  integrations: ScmIntegrations.fromConfig(
    new ConfigReader({
      integrations: {
        gitlab: [{ host: 'gitlab.com' }],
        gitea: [{ host: 'gitea.com' }],
      },
    }),
  ),
  localGit,
  reader,
});

async function fetched(
  entityRef: string,
  input: Omit<Input, 'entityRef'> = {},
) {
  const outputs: Record<string, unknown> = {};
  await action.handler({
    ...createMockActionContext<Input>({
      input: { entityRef, ...input },
      workspacePath,
    }),
    output: (name: string, value: unknown) => {
      outputs[name] = value;
    },
  });
  return outputs;
}

describe('airworthy:fetch:repository', () => {
  beforeEach(async () => {
    directory.setContent({
      workspace: {},
      temporary: {},
      orders: { 'package.json': '{}', 'run.sh': 'true', '.gitignore': '*.log' },
    });
    read.length = 0;
  });

  it('fetches what was published on this machine, and a copy to compare with', async () => {
    await new LocalRepository(localGit, 'orders').publish({
      from: directory.resolve('orders'),
      branch: 'main',
      message: 'feat: orders',
      temporary: directory.resolve('temporary'),
    });

    expect(await fetched('component:default/orders')).toMatchObject({
      publishing: 'local',
      repository: 'orders',
      path: '',
      stack: 'node',
      entity: { metadata: { name: 'orders' } },
    });
    const files = ['.gitignore', 'package.json', 'run.sh'];
    expect(await filesBelow(join(workspacePath, 'repository'))).toEqual(files);
    expect(await filesBelow(join(workspacePath, 'baseline'))).toEqual(files);
  });

  it('fetches the whole repository of a service from GitHub', async () => {
    expect(await fetched('component:default/intake')).toMatchObject({
      publishing: 'github',
      repoUrl: 'github.com?owner=acme&repo=mono',
      host: 'github.com',
      repository: 'acme/mono',
      path: 'services/intake',
      stack: 'go',
      filesAt: 'https://github.com/acme/mono/blob/HEAD/services/intake/',
    });
    expect(read).toEqual(['https://github.com/acme/mono/tree/main/']);
  });

  it('names the group of a repository on GitLab', async () => {
    expect(await fetched('component:default/billing')).toMatchObject({
      publishing: 'gitlab',
      repoUrl: 'gitlab.com?owner=acme%2Fmoney&repo=billing',
      repository: 'acme/money/billing',
      stack: 'other',
      filesAt: 'https://gitlab.com/acme/money/billing/-/blob/HEAD/',
    });
  });

  it('tells the folder of a service from its repository on Gitea', async () => {
    expect(await fetched('component:default/parcels')).toMatchObject({
      publishing: 'gitea',
      repoUrl: 'gitea.com?owner=acme&repo=mono',
      repository: 'acme/mono',
      path: 'services/intake',
      stack: 'go',
      filesAt: 'https://gitea.com/acme/mono/src/branch/main/services/intake/',
    });
    expect(read).toEqual(['https://gitea.com/acme/mono/src/branch/main/']);
  });

  it.each([
    ['letters', 'https://gitea.com/acme/letters/src/branch/main/'],
    ['slashless', 'https://gitea.com/acme/a/src/branch/main/'],
  ])('takes the root of a repository on Gitea: %s', async (name, root) => {
    expect(await fetched(`component:default/${name}`)).toMatchObject({
      path: '',
      filesAt: root,
    });
    expect(read).toEqual([root]);
  });

  it('serves no other stacks than it is told to', async () => {
    await expect(
      fetched('component:default/billing', { stacks: ['node', 'go'] }),
    ).rejects.toThrow('This serves node, go; component:default/billing has');
    expect(
      await fetched('component:default/intake', { stacks: ['node', 'go'] }),
    ).toMatchObject({ stack: 'go' });
  });

  it('completes what was answered by what the repository says, and that by what is usual', async () => {
    expect(
      await fetched('component:default/intake', {
        settings: ['main', 'port', 'healthPath', 'image'],
        // Of a form, with what it left empty and what is no setting.
        answers: { port: 9090, healthPath: '', entity: 'component:default/a' },
      }),
    ).toMatchObject({
      settings: {
        main: '.',
        port: 9090,
        healthPath: '/healthz',
        image: 'ghcr.io/acme/mono/intake:1.0.0',
      },
    });
  });

  it('stops before anything is changed where nothing tells a setting', async () => {
    await expect(
      fetched('component:default/billing', {
        settings: ['main', 'port', 'image'],
        answers: {},
      }),
    ).rejects.toThrow(
      'The repository of component:default/billing does not say what starts it: give "main"',
    );
    expect(
      await fetched('component:default/billing', {
        settings: ['main', 'port'],
        answers: { main: 'dist/main.js', port: 80 },
      }),
    ).toMatchObject({ settings: { main: 'dist/main.js', port: 80 } });
  });

  it.each([
    ['component:default/gone', 'There is no component:default/gone'],
    ['component:default/host', '/etc is a folder of this machine, and not one'],
    ['component:default/afar', 'is on no forge that changes can be proposed'],
    ['component:default/nowhere', 'does not say where its sources are'],
    ...['escape', 'commit', 'tag', 'sample', 'example'].map(name => [
      `component:default/${name}`,
      'is no folder of a branch that changes can be proposed to',
    ]),
  ])('refuses %s', async (ref, message) => {
    await expect(fetched(ref)).rejects.toThrow(message);
    expect(await filesBelow(workspacePath)).toEqual([]);
  });
});
