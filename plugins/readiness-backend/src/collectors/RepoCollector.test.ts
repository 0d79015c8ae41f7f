import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { NotModifiedError } from '@backstage/errors';
import { ScmIntegrations } from '@backstage/integration';
import {
  PostponedError,
  SourceTrees,
} from '@airworthy/backstage-plugin-readiness-node';
import { component } from '../__testUtils__/entities';
import { RepoCollector } from './RepoCollector';

const signal = new AbortController().signal;

const files = {
  'README.md': '# Good',
  '.github/workflows/ci.yml':
    'on: { push: { paths: [services/a/**] } }\njobs: { test: { steps: [{ run: npm test }] } }\n',
  'services/a/README.md': '# A',
  'services/b/README.md': '# B',
};

/** Where the branch of a repository is on each. */
const branchOn = {
  github: (name: string) => `https://github.com/org/${name}/tree/main/`,
  gitea: (name: string) => `https://gitea.com/org/${name}/src/branch/main/`,
};

/** Forges with one repository each, which fail for all others. */
function createForge(observeForMs?: number) {
  const urlReader = mockServices.urlReader.mock({
    readTree: async (url, options) => {
      if (!Object.values(branchOn).some(of => of('good') === url)) {
        throw new Error(`${url} is not there`);
      }
      if (options?.etag === 'abc') {
        throw new NotModifiedError();
      }
      return {
        etag: 'abc',
        files: async () => [],
        archive: () => Promise.reject(new Error('not asked for')),
        dir: async ({ targetDir = '' } = {}) => {
          await mkdir(targetDir, { recursive: true });
          for (const [path, text] of Object.entries(files)) {
            await mkdir(dirname(join(targetDir, path)), { recursive: true });
            await writeFile(join(targetDir, path), text);
          }
          return targetDir;
        },
      };
    },
  });
  const collector = new RepoCollector({
    trees: new SourceTrees({
      urlReader,
      allowedFolders: [],
      allowedFoldersKey: 'some.key',
    }),
    integrations: ScmIntegrations.fromConfig(
      new ConfigReader({ integrations: { gitea: [{ host: 'gitea.com' }] } }),
    ),
    concurrency: 2,
    observeForMs,
  });
  const collect = (
    ...requests: {
      repository?: string;
      forge?: keyof typeof branchOn;
      folder?: string;
      previousRevision?: string;
    }[]
  ) =>
    collector.collect(
      requests.map(
        (
          { repository, forge = 'github', folder = '', previousRevision },
          index,
        ) => ({
          entity: component(`c${index}`, {
            annotations: repository
              ? {
                  'backstage.io/source-location': `url:${branchOn[forge](
                    repository,
                  )}${folder}`,
                }
              : {},
          }),
          previousRevision,
          signal,
        }),
      ),
    );
  return { urlReader, collect };
}

describe('RepoCollector', () => {
  it('fetches a source tree once, whatever number of entities live in it', async () => {
    const { urlReader, collect } = createForge();
    const answers = await collect(
      { repository: 'good' },
      { repository: 'good' },
      { repository: 'good' },
    );
    expect(urlReader.readTree).toHaveBeenCalledTimes(1);
    for (const answer of answers) {
      expect(answer).toMatchObject({
        revision: 'abc',
        value: { docs: { readme: [{ path: 'README.md', title: 'Good' }] } },
      });
    }
  });

  it.each(['github', 'gitea'] as const)(
    'observes each entity of a repository on %s by its folder, and fetches once',
    async forge => {
      const { urlReader, collect } = createForge();
      const answers = await collect(
        ...[
          { folder: 'services/a/' },
          { folder: 'services/b/', previousRevision: 'old' },
          { previousRevision: 'abc' },
          { folder: 'services/none/' },
        ].map(request => ({ repository: 'good', forge, ...request })),
      );
      expect(urlReader.readTree).toHaveBeenCalledTimes(1);
      expect(answers).toMatchObject([
        {
          value: {
            docs: { readme: [{ path: 'services/a/README.md' }] },
            ci: { pipelines: [{ path: '.github/workflows/ci.yml' }] },
          },
        },
        {
          value: {
            docs: { readme: [{ path: 'services/b/README.md' }] },
            ci: { pipelines: [] },
          },
        },
        'unchanged',
        {
          value: {},
          problems: [
            { reason: 'There is no file in services/none that counts.' },
          ],
        },
      ]);
    },
  );

  it('leaves to the next time what it cannot look at in its time', async () => {
    const { urlReader, collect } = createForge(0);
    const folders = ['services/a/', 'services/b/', ''];
    const requests = folders.map(folder => ({
      repository: 'good',
      folder,
      previousRevision: undefined as string | undefined,
    }));
    for (const left of [2, 1, 0]) {
      const answers = await collect(...requests);
      expect(
        answers.filter(answer => answer instanceof PostponedError),
      ).toHaveLength(left);
      answers.forEach((answer, index) => {
        if (!(answer instanceof Error)) {
          requests[index].previousRevision = 'abc';
        }
      });
    }
    expect(urlReader.readTree).toHaveBeenCalledTimes(3);
  });

  it('asks with the revision that it knows', async () => {
    const { collect } = createForge();
    expect(
      await collect({ repository: 'good', previousRevision: 'abc' }),
    ).toEqual(['unchanged']);
  });

  it('lets one failure leave the others alone', async () => {
    const { collect } = createForge();
    const [bad, good] = await collect(
      { repository: 'bad' },
      { repository: 'good' },
    );
    expect(bad).toBeInstanceOf(Error);
    expect(good).toMatchObject({ revision: 'abc' });
  });

  it('knows nothing, with the reason, of an entity without a source tree', async () => {
    const { collect } = createForge();
    expect(await collect({})).toEqual([
      {
        value: {},
        problems: [
          {
            fact: 'repo',
            reason: expect.stringContaining('backstage.io/source-location'),
          },
        ],
      },
    ]);
  });
});
