import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { MetricsService } from '@backstage/backend-plugin-api/alpha';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  metricsServiceMock,
  tracingServiceMock,
} from '@backstage/backend-test-utils/alpha';
import { ConfigReader } from '@backstage/config';
import { Entity } from '@backstage/catalog-model';
import { ScmIntegrations } from '@backstage/integration';
import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { CompiledScorecard } from '@airworthy/backstage-plugin-readiness-common';
import {
  builtInFactSchemas,
  builtInPushedFacts,
  Collector,
  SourceTrees,
} from '@airworthy/backstage-plugin-readiness-node';
import { Knex } from 'knex';
import { ReadableEntities } from '../access/ReadableEntities';
import { CollectorOverview } from '../api/CollectorOverview';
import { FactReceiver } from '../api/FactReceiver';
import { ReadinessService } from '../api/ReadinessService';
import { Reconciler } from '../catalog/Reconciler';
import { Refresher } from '../collection/Refresher';
import { ShardWorker } from '../collection/ShardWorker';
import { CatalogCollector } from '../collectors/CatalogCollector';
import { RepoCollector } from '../collectors/RepoCollector';
import { ExemptionConfig, repositoryExemptionRules } from '../config';
import { ExemptionRights } from '../exemptions/ExemptionRights';
import { ExemptionService } from '../exemptions/ExemptionService';
import { Replica } from '../replicas/Replica';
import { ScorecardPreview } from '../preview/ScorecardPreview';
import { Notifier } from '../notices/Notifier';
import { ScorecardLibrary } from '../scorecards/ScorecardLibrary';
import { Telemetry } from '../telemetry/Telemetry';
import { ChangingCatalog } from './ChangingCatalog';

/** A small standard over the facts of both collectors. */
export const basics = `
apiVersion: airworthy.dev/v1
kind: Scorecard
metadata:
  name: basics
  title: Basics
spec:
  appliesTo: { kind: Component }
  levels:
    - { id: L1, title: Owned }
    - { id: L2, title: Described }
  checks:
    - id: owner-exists
      title: The owner exists
      level: L1
      category: Ownership
      pass: catalog.owner.exists
      message: The catalog has no such owner.
    - id: has-readme
      title: There is a README
      level: L2
      category: Documentation
      weight: 3
      pass: repo.docs.readme.size() > 0
      evidence: repo.docs.readme
      message: There is no README.
`;

/** Options of {@link createTestPortal}. */
export interface TestPortalOptions {
  knex: Knex;
  entities: Entity[];
  /** Text of each scorecard by its source; may be changed between reloads. */
  scorecards?: Record<string, string>;
  /** Scorecards whose checks others may use; none when absent. */
  builtIn?: CompiledScorecard[];
  /** Instead of the built-in ones. */
  collectors?: Collector[];
  allowedFolders?: string[];
  urlReader?: ReturnType<typeof mockServices.urlReader.mock>;
  shards?: number;
  metrics?: MetricsService;
  exemptions?: Partial<ExemptionConfig>;
}

/** The real parts of the plugin around a catalog, a clock and a scheduler of the test. */
export async function createTestPortal(options: TestPortalOptions) {
  const { knex, shards = 2 } = options;
  const clock = { now: new Date('2030-01-01T12:00:00.000Z') };
  const now = () => clock.now;
  const catalog = new ChangingCatalog(options.entities);
  const logger = mockServices.logger.mock();
  const auth = mockServices.auth();
  const integrations = ScmIntegrations.fromConfig(new ConfigReader({}));
  const scorecards = options.scorecards ?? { 'basics.yaml': basics };
  const collectors = options.collectors ?? [
    new CatalogCollector({ catalog: catalog.service, auth, knex }),
    new RepoCollector({
      trees: new SourceTrees({
        urlReader: options.urlReader ?? mockServices.urlReader.mock(),
        allowedFolders: options.allowedFolders ?? [],
        allowedFoldersKey: 'readiness.collectors.repo.allowedFolders',
      }),
      integrations,
      concurrency: 2,
    }),
  ];
  const rules: ExemptionConfig = {
    expiryRequired: true,
    longestMs: 180 * 24 * 60 * 60 * 1_000,
    allowSelfApproval: false,
    fromRepositories: true,
    ...options.exemptions,
  };
  const replica = new Replica({ knex, deadAfterMs: 20_000 });
  const createLibrary = () =>
    ScorecardLibrary.create({
      knex,
      texts: Object.keys(scorecards).map(source => ({
        source,
        read: async () => scorecards[source],
      })),
      schemas: {
        ...builtInFactSchemas,
        ...Object.fromEntries(
          collectors.map(({ namespace, schema }) => [namespace, schema]),
        ),
      },
      builtIn: options.builtIn,
      repositoryExemptions: repositoryExemptionRules(rules),
      logger,
      replica,
      now,
    });
  const library = await createLibrary();
  const reconciler = new Reconciler({
    knex,
    catalog: catalog.service,
    auth,
    integrations,
    logger,
    listFrequencyMs: 60_000,
    massDepartureMs: 86_400_000,
    now,
  });
  const tracing = tracingServiceMock.mock();
  const telemetry = new Telemetry({
    metrics: options.metrics ?? metricsServiceMock.mock(),
    tracing,
  });
  const worker = new ShardWorker({
    knex,
    telemetry,
    collectors,
    library,
    logger,
    replica,
    batchSize: 20,
    retry: { retryAfterMs: 30_000, retryAtMostMs: 3_600_000 },
    timesToLive: {},
    now,
    random: () => 0.5,
  });
  const decision: { read: PolicyDecision } = {
    read: { result: AuthorizeResult.ALLOW },
  };
  const permissions = mockServices.permissions.mock({
    authorize: async requests =>
      requests.map(() => ({ result: AuthorizeResult.ALLOW })),
    authorizeConditional: async requests => requests.map(() => decision.read),
  });
  const scheduler = mockServices.scheduler.mock();
  const readable = new ReadableEntities({
    catalog: catalog.service,
    permissions,
    now,
  });
  const service = new ReadinessService({
    knex,
    library,
    now,
    readable,
    permissions,
    refresher: new Refresher({
      knex,
      reconciler,
      scheduler,
      logger,
      shards,
      now,
    }),
  });
  const receiver = new FactReceiver({
    knex,
    auth,
    readable,
    pushedFacts: builtInPushedFacts,
    now,
  });
  const rights = new ExemptionRights({ auth, permissions, ...rules });
  const exemptions = new ExemptionService({
    knex,
    library,
    readable,
    rights,
    rules,
    now,
  });
  const preview = new ScorecardPreview({ knex, library, readable, now });
  const notified: NotificationSendOptions[] = [];
  const notifier = new Notifier({
    knex,
    library,
    notifications: {
      send: async message => {
        notified.push(message);
      },
    },
    logger,
    now,
  });
  const overview = new CollectorOverview({ knex, collectors, readable, now });
  const user: BackstageCredentials = mockCredentials.user();

  return {
    catalog,
    clock,
    library,
    createLibrary,
    exemptions,
    rightsOf: (credentials: BackstageCredentials) =>
      rights.callerOf(credentials),
    logger,
    notifier,
    /** All that people were notified of. */
    notified,
    overview,
    preview,
    readable,
    receiver,
    reconciler,
    replica,
    scheduler,
    scorecards,
    service,
    telemetry,
    tracing,
    user,
    worker,
    /** Somebody who asks for something about exemptions. */
    callerAs: (ref: string) => rights.callerOf(mockCredentials.user(ref)),
    /** Lets time pass. */
    pass(ms: number) {
      clock.now = new Date(clock.now.getTime() + ms);
    },
    /** From now on the catalog decides what users may read. */
    decideConditionally() {
      decision.read = {
        result: AuthorizeResult.CONDITIONAL,
        pluginId: 'catalog',
        resourceType: 'catalog-entity',
        conditions: {
          rule: 'IS_ENTITY_OWNER',
          resourceType: 'catalog-entity',
          params: {},
        },
      };
    },
    /** From now on users may read nothing. */
    denyAll() {
      decision.read = { result: AuthorizeResult.DENY };
    },
    /** Follows the catalog and does all that is due. */
    async settle(signal: AbortSignal = new AbortController().signal) {
      await reconciler.reconcile(signal);
      for (let index = 0; index < shards; index += 1) {
        await worker.run({ index, of: shards }, signal);
      }
    },
  };
}

/** The statuses of one entity's results by `basics`, by check. */
export async function statusesOf(
  portal: Awaited<ReturnType<typeof createTestPortal>>,
  ref: string,
): Promise<Record<string, string>> {
  const { reports } = await portal.service.readEntity(ref, portal.user);
  return Object.fromEntries(
    reports.flatMap(({ results }) =>
      results.map(({ check, status }) => [check, status]),
    ),
  );
}
