import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { findSourceLocation, stringifySourceLocation } from './sourceLocation';

const integrations = ScmIntegrations.fromConfig(new ConfigReader({}));

function locate(annotations: Record<string, string>) {
  const location = findSourceLocation(
    {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name: 'a', annotations },
    },
    integrations,
  );
  return location && stringifySourceLocation(location);
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
      'url:https://github.com/o/r/tree/main/a/',
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
      'url:https://github.com/o/r/tree/main/a/',
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
