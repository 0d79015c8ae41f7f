import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { findSourceLocation, stringifySourceLocation } from './sourceLocation';

const integrations = ScmIntegrations.fromConfig(
  new ConfigReader({
    integrations: {
      gitea: [
        { host: 'gitea.com' },
        { host: 'example.com', baseUrl: 'https://example.com/git' },
      ],
      gerrit: [
        {
          host: 'gerrit.example.com',
          gitilesBaseUrl: 'https://gerrit.example.com/gitiles',
        },
      ],
    },
  }),
);

function locate(annotations: Record<string, string>) {
  const location = findSourceLocation(
    {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name: 'a', annotations },
    },
    integrations,
  );
  return location && stringifySourceLocation(location) + location.folder;
}

const managedBy = 'backstage.io/managed-by-location';
const origin = 'backstage.io/managed-by-origin-location';
const source = 'backstage.io/source-location';

describe('findSourceLocation', () => {
  it.each([
    [
      'what the entity declares',
      {
        [source]: 'url:https://github.com/o/r/tree/main/a/',
        [managedBy]: 'file:/srv/catalog-info.yaml',
      },
      'url:https://github.com/o/r/tree/main/a',
    ],
    [
      'the folder of its file',
      {
        [managedBy]: 'file:/srv/a/catalog-info.yaml',
        [origin]: 'file:/srv/all.yaml',
      },
      'file:/srv/a',
    ],
    [
      'the folder of its URL',
      {
        [managedBy]: 'url:https://github.com/o/r/blob/main/a/catalog-info.yaml',
      },
      'url:https://github.com/o/r/tree/main/a',
    ],
    [
      'where its location came from, when that is read from nowhere',
      {
        [managedBy]: 'bootstrap:root',
        [origin]: 'file:/srv/b/catalog-info.yaml',
      },
      'file:/srv/b',
    ],
  ])('takes %s', (_, annotations, expected) => {
    expect(locate(annotations)).toBe(expected);
  });

  it.each([
    ['no annotation', {}],
    ['a kind of location that is no tree', { [source]: 'github-app:o/r' }],
    ['nonsense', { [source]: 'nonsense', [managedBy]: ':' }],
    ['a URL that is none', { [managedBy]: 'url:what' }],
    [
      'a folder of this machine that a file from elsewhere declares',
      {
        [source]: 'file:/srv/secret',
        [managedBy]: 'url:https://github.com/o/r/blob/main/catalog-info.yaml',
        [origin]: 'url:https://github.com/o/r/blob/main/catalog-info.yaml',
      },
    ],
    [
      'a file of this machine that a file from elsewhere leads to',
      {
        [managedBy]: 'file:/srv/secret/catalog-info.yaml',
        [origin]: 'url:https://github.com/o/r/blob/main/locations.yaml',
      },
    ],
    [
      'a folder of this machine of an entity from nowhere',
      { [source]: 'file:/srv/secret' },
    ],
  ])('finds none for %s', (_, annotations) => {
    expect(locate(annotations)).toBeUndefined();
  });
});

describe('the folder in a repository', () => {
  const locationOf = (target: string) => {
    const location = findSourceLocation(
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: { name: 'a', annotations: { [source]: `url:${target}` } },
      },
      integrations,
    );
    return [location?.target, location?.folder];
  };

  it.each([
    ['https://github.com/o/r/tree/main/', 'services/a', '/'],
    ['https://github.com/o/r/tree/main/', 'services/a', ''],
    ['https://gitlab.com/g/s/r/-/tree/main/', 'a', '/'],
    ['https://bitbucket.org/o/r/src/main/', 'services/a', '/'],
    ['https://gitea.com/o/r/src/branch/main/', 'services/a', '/'],
    ['https://gitea.com/o/r/src/branch/main/', 'services/a', ''],
    ['https://gitea.com/src/branch/src/branch/src/', 'a', '/'],
    ['https://example.com/git/o/r/src/branch/main/', 'a', '/'],
  ])('is told from the root %s', (root, folder, end) => {
    expect(locationOf(root + folder + end)).toEqual([root, folder]);
    expect(locationOf(root)).toEqual([root, '']);
  });

  it('is told from the root where both stand in a query', () => {
    const repository = 'https://dev.azure.com/o/p/_git/r';
    expect(
      locationOf(`${repository}?path=%2Fservices%2Fa%2F&version=GBmain`),
    ).toEqual([`${repository}?path=%2F&version=GBmain`, 'services/a']);
  });

  it('is told from a branch of Gitea without a final slash', () => {
    expect(locationOf('https://gitea.com/o/r/src/branch/main')).toEqual([
      'https://gitea.com/o/r/src/branch/main/',
      '',
    ]);
  });

  it.each([
    ['an example', 'https://github.com/o/r/tree/main/examples/services/a/'],
    ['a name with a blank', 'https://github.com/o/r/tree/main/a%20b/'],
    ['dots', 'https://github.com/o/r/tree/main/services/../a/'],
    [
      'an example on Gitea',
      'https://gitea.com/o/r/src/branch/main/examples/a/',
    ],
    ['a blank on Gitea', 'https://gitea.com/o/r/src/branch/main/a%20b/'],
    ['dots on Gitea', 'https://gitea.com/o/r/src/branch/main/b/../a/'],
    ['dots out of a branch', 'https://gitea.com/o/r/src/branch/main/../../x/'],
    ['coded dots', 'https://gitea.com/o/r/src/branch/main/%2e%2e/%2e%2e/x/'],
    ['dots for a branch', 'https://gitea.com/o/r/src/branch/../'],
    ['a commit on Gitea', 'https://gitea.com/o/r/src/commit/abc/a/'],
    ['a tag on Gitea', 'https://gitea.com/o/r/src/tag/v1/a/'],
    ['no branch on Gitea', 'https://gitea.com/o/r/'],
    ['a forge of another kind', 'https://gerrit.example.com/r/+/main/a/'],
    ['an unknown host', 'https://example.org/o/r/tree/main/a/'],
  ])('is not told where it is not certain: %s', (_, target) => {
    expect(locationOf(target)).toEqual([target, '']);
  });
});
