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

/** A forge with one repository, which fails for all others. */
function createForge(observeForMs?: number) {
  const urlReader = mockServices.urlReader.mock({
    readTree: async (url, options) => {
      if (!url.startsWith('https://github.com/org/good/')) {
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
    integrations: ScmIntegrations.fromConfig(new ConfigReader({})),
    concurrency: 2,
    observeForMs,
  });
  const collect = (
    ...requests: {
      repository?: string;
      folder?: string;
      previousRevision?: string;
    }[]
  ) =>
    collector.collect(
      requests.map(({ repository, folder = '', previousRevision }, index) => ({
        entity: component(`c${index}`, {
          annotations: repository
            ? {
                'backstage.io/source-location': `url:https://github.com/org/${repository}/tree/main/${folder}`,
              }
            : {},
        }),
        previousRevision,
        signal,
      })),
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

  it('observes each entity of a repository by its folder, and fetches once', async () => {
    const { urlReader, collect } = createForge();
    const answers = await collect(
      { repository: 'good', folder: 'services/a/' },
      { repository: 'good', folder: 'services/b/', previousRevision: 'old' },
      { repository: 'good', previousRevision: 'abc' },
      { repository: 'good', folder: 'services/none/' },
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
  });

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
