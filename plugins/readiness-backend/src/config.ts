import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds, HumanDuration } from '@backstage/types';
import { RepositoryExemptionRules } from '@airworthy/backstage-plugin-readiness-common';

/** Where a scorecard comes from. */
export type ScorecardSource =
  | { builtIn: string }
  | { file: string }
  | { url: string };

/** What is asked of exemptions. */
export interface ExemptionConfig {
  /** Whether one must end. */
  expiryRequired: boolean;
  longestMs: number;
  /** Whether who requested one may grant it too. */
  allowSelfApproval: boolean;
  /** Whether those that stand in repositories are heeded. */
  fromRepositories: boolean;
}

/** What is asked of exemptions in repositories: the same as of others. */
export function repositoryExemptionRules({
  expiryRequired,
  longestMs,
  fromRepositories,
}: ExemptionConfig): RepositoryExemptionRules | false {
  const longestDays = longestMs / (24 * 60 * 60 * 1_000);
  return fromRepositories && { expiryRequired, longestDays };
}

/** The whole configuration of the plugin, checked. Times in milliseconds. */
export interface ReadinessConfig {
  /** Absent for all built-in ones. */
  scorecards?: ScorecardSource[];
  scorecardRefresh: HumanDuration;
  shards: number;
  replicas: { deadAfterMs: number };
  catalog: {
    pollFrequency: HumanDuration;
    listFrequencyMs: number;
    massDepartureMs: number;
  };
  collection: {
    frequency: HumanDuration;
    batchSize: number;
    concurrency: number;
    retryAfterMs: number;
    retryAtMostMs: number;
  };
  allowedFolders: string[];
  /** That a URL has to give its source tree. */
  fetchTimeoutMs: number;
  /** Of collected facts by namespace, for those that are configured. */
  timesToLive: Record<string, HumanDuration>;
  /** Of pushed facts, likewise. */
  pushedTimesToLive: Record<string, HumanDuration>;
  /** Absent for "keep". */
  retention: {
    factChangesMs?: number;
    resultChangesMs?: number;
    reportChangesMs?: number;
    deletedEntitiesMs?: number;
    trendsMs?: number;
  };
  exemptions: ExemptionConfig;
  /** Whether people are notified. */
  notifications: boolean;
}

/**
 * Reads the configuration below `readiness`.
 *
 * @throws an error that names the key when something in it is wrong.
 */
export function readReadinessConfig(root: Config): ReadinessConfig {
  const config = root.getOptionalConfig('readiness');
  const duration = (key: string, fallback: HumanDuration) =>
    readDuration(config, key) ?? fallback;
  const yesOrNo = (key: string, fallback: boolean) =>
    config?.getOptionalBoolean(key) ?? fallback;

  return {
    scorecards: config
      ?.getOptionalConfigArray('scorecards')
      ?.map(readScorecardSource),
    scorecardRefresh: duration('scorecardRefresh', { minutes: 1 }),
    shards: readCount(config, 'shards', 4, 256),
    replicas: {
      deadAfterMs: durationToMilliseconds(
        duration('replicas.deadAfter', { seconds: 20 }),
      ),
    },
    catalog: {
      pollFrequency: duration('catalog.pollFrequency', { seconds: 3 }),
      listFrequencyMs: durationToMilliseconds(
        duration('catalog.listFrequency', { minutes: 1 }),
      ),
      massDepartureMs: durationToMilliseconds(
        duration('catalog.massDeparture', { days: 1 }),
      ),
    },
    collection: {
      frequency: duration('collection.frequency', { seconds: 2 }),
      batchSize: readCount(config, 'collection.batchSize', 8, 500),
      concurrency: readCount(config, 'collection.concurrency', 4, 64),
      retryAfterMs: durationToMilliseconds(
        duration('collection.retryAfter', { seconds: 30 }),
      ),
      retryAtMostMs: durationToMilliseconds(
        duration('collection.retryAtMost', { hours: 1 }),
      ),
    },
    allowedFolders:
      config?.getOptionalStringArray('collectors.repo.allowedFolders') ?? [],
    fetchTimeoutMs: durationToMilliseconds(
      duration('collectors.repo.fetchTimeout', { minutes: 1 }),
    ),
    timesToLive: readTimesToLive(config, 'collectors'),
    pushedTimesToLive: readTimesToLive(config, 'facts'),
    retention: {
      factChangesMs: readRetention(config, 'factChanges', { days: 365 }),
      resultChangesMs: readRetention(config, 'resultChanges', { days: 730 }),
      reportChangesMs: readRetention(config, 'reportChanges', { days: 365 }),
      deletedEntitiesMs: readRetention(config, 'deletedEntities', {
        days: 90,
      }),
      trendsMs: readRetention(config, 'trends', { days: 730 }),
    },
    exemptions: {
      expiryRequired: yesOrNo('exemptions.expiryRequired', true),
      longestMs: durationToMilliseconds(
        duration('exemptions.longest', { days: 180 }),
      ),
      allowSelfApproval: yesOrNo('exemptions.allowSelfApproval', false),
      fromRepositories: yesOrNo('exemptions.fromRepositories', true),
    },
    notifications: yesOrNo('notifications', true),
  };
}

function readDuration(
  config: Config | undefined,
  key: string,
): HumanDuration | undefined {
  if (!config?.has(key)) {
    return undefined;
  }
  const duration = readDurationFromConfig(config, { key });
  if (durationToMilliseconds(duration) <= 0) {
    throw new InputError(`readiness.${key} must be longer than nothing`);
  }
  return duration;
}

function readCount(
  config: Config | undefined,
  key: string,
  fallback: number,
  most: number,
): number {
  const count = config?.getOptionalNumber(key) ?? fallback;
  if (!Number.isInteger(count) || count < 1 || count > most) {
    throw new InputError(
      `readiness.${key} must be a whole number from 1 to ${most}, got ${count}`,
    );
  }
  return count;
}

function readScorecardSource(config: Config, index: number): ScorecardSource {
  const kinds = ['builtIn', 'file', 'url'] as const;
  const given = config.keys();
  const kind = kinds.find(candidate => candidate === given[0]);
  if (given.length !== 1 || !kind) {
    throw new InputError(
      `readiness.scorecards[${index}] must have exactly one of ${kinds.join(
        ', ',
      )}`,
    );
  }
  return { [kind]: config.getString(kind) } as ScorecardSource;
}

function readTimesToLive(
  config: Config | undefined,
  section: 'collectors' | 'facts',
): Record<string, HumanDuration> {
  const namespaces = config?.getOptionalConfig(section)?.keys() ?? [];
  return Object.fromEntries(
    namespaces.flatMap(namespace => {
      const timeToLive = readDuration(
        config,
        `${section}.${namespace}.timeToLive`,
      );
      return timeToLive ? [[namespace, timeToLive]] : [];
    }),
  );
}

function readRetention(
  config: Config | undefined,
  key: string,
  fallback: HumanDuration,
): number | undefined {
  const path = `retention.${key}`;
  if (config?.getOptional(path) === false) {
    return undefined;
  }
  return durationToMilliseconds(readDuration(config, path) ?? fallback);
}
