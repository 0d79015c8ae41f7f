import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { readReadinessConfig, repositoryExemptionRules } from './config';

const read = (readiness?: JsonObject) =>
  readReadinessConfig(new ConfigReader(readiness ? { readiness } : {}));

describe('readReadinessConfig', () => {
  it('needs nothing', () => {
    expect(read()).toMatchObject({
      scorecards: undefined,
      shards: 4,
      allowedFolders: [],
      timesToLive: {},
      catalog: { pollFrequency: { seconds: 3 }, listFrequencyMs: 60_000 },
      collection: { batchSize: 8, concurrency: 4, retryAfterMs: 30_000 },
      exemptions: {
        expiryRequired: true,
        longestMs: 15_552_000_000,
        allowSelfApproval: false,
        fromRepositories: true,
      },
      notifications: true,
    });
  });

  it('reads all of it', () => {
    expect(
      read({
        scorecards: [{ builtIn: 'ownership' }, { file: 'a.yaml' }],
        shards: 8,
        catalog: { pollFrequency: '5s', massDeparture: '2d' },
        collectors: {
          repo: { allowedFolders: ['..'], timeToLive: { hours: 3 } },
          catalog: { timeToLive: { minutes: 4 } },
        },
        retention: {
          factChanges: false,
          resultChanges: { days: 1 },
          deletedEntities: '30d',
        },
        exemptions: {
          expiryRequired: false,
          longest: { days: 30 },
          allowSelfApproval: true,
          fromRepositories: false,
        },
        notifications: false,
      }),
    ).toMatchObject({
      scorecards: [{ builtIn: 'ownership' }, { file: 'a.yaml' }],
      shards: 8,
      catalog: {
        pollFrequency: { seconds: 5 },
        listFrequencyMs: 60_000,
        massDepartureMs: 172_800_000,
      },
      allowedFolders: ['..'],
      timesToLive: { repo: { hours: 3 }, catalog: { minutes: 4 } },
      retention: {
        factChangesMs: undefined,
        resultChangesMs: 86_400_000,
        reportChangesMs: 365 * 86_400_000,
        deletedEntitiesMs: 30 * 86_400_000,
        trendsMs: 730 * 86_400_000,
      },
      exemptions: {
        expiryRequired: false,
        longestMs: 2_592_000_000,
        allowSelfApproval: true,
        fromRepositories: false,
      },
      notifications: false,
    });
  });

  it.each<[string, JsonObject]>([
    ['readiness.shards', { shards: 0 }],
    ['readiness.shards', { shards: 1.5 }],
    ['readiness.collection.batchSize', { collection: { batchSize: 9_999 } }],
    ['readiness.scorecards[1]', { scorecards: [{ file: 'a' }, {}] }],
    ['readiness.scorecards[0]', { scorecards: [{ file: 'a', url: 'b' }] }],
    ['readiness.scorecards[0]', { scorecards: [{ built: 'a' }] }],
    ['scorecardRefresh', { scorecardRefresh: 'often' }],
    ['readiness.catalog.listFrequency', { catalog: { listFrequency: '0s' } }],
    ['timeToLive', { collectors: { repo: { timeToLive: 5 } } }],
    ['retention.factChanges', { retention: { factChanges: true } }],
    ['readiness.exemptions.longest', { exemptions: { longest: '0d' } }],
    ['exemptions.longest', { exemptions: { longest: 180 } }],
    ['exemptions.expiryRequired', { exemptions: { expiryRequired: 'soon' } }],
    [
      'exemptions.allowSelfApproval',
      { exemptions: { allowSelfApproval: 'at times' } },
    ],
    ['notifications', { notifications: { email: true } }],
    ['allowedFolders', { collectors: { repo: { allowedFolders: '..' } } }],
  ])('rejects a wrong %s and names the key', (key, readiness) => {
    expect(() => read(readiness)).toThrow(key);
  });
});

describe('repositoryExemptionRules', () => {
  it('asks of repositories what is asked of others, unless they are not heeded', () => {
    const { exemptions } = read({ exemptions: { longest: { days: 30 } } });
    expect(repositoryExemptionRules(exemptions)).toEqual({
      expiryRequired: true,
      longestDays: 30,
    });
    expect(
      repositoryExemptionRules({ ...exemptions, fromRepositories: false }),
    ).toBe(false);
  });
});
