import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { atTag } from './atTag';

const integrations = ScmIntegrations.fromConfig(
  new ConfigReader({
    integrations: { gitea: [{ host: 'gitea.example.com' }] },
  }),
);

describe('atTag', () => {
  it.each([
    [
      'https://github.com/org/paths/blob/main/templates/a.yaml',
      'https://github.com/org/paths/blob/a-v1.0.0/templates/a.yaml',
    ],
    [
      'https://github.com/org/paths/tree/main/a.yaml',
      'https://github.com/org/paths/tree/a-v1.0.0/a.yaml',
    ],
    [
      'https://gitlab.com/org/group/paths/-/blob/main/templates/a.yaml',
      'https://gitlab.com/org/group/paths/-/blob/a-v1.0.0/templates/a.yaml',
    ],
    [
      'https://gitea.example.com/org/paths/src/branch/main/a.yaml',
      'https://gitea.example.com/org/paths/src/tag/a-v1.0.0/a.yaml',
    ],
  ])('%s', (url, expected) => {
    expect(atTag(url, 'a-v1.0.0', integrations)).toBe(expected);
  });

  it.each([
    'https://github.com/org/paths',
    'https://example.com/templates/a.yaml',
  ])('says that %s has no branch in it', url => {
    expect(() => atTag(url, 'v1', integrations)).toThrow(
      `The URL ${url} does not say which part of it is the branch`,
    );
  });
});
