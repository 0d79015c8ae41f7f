import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  actionsRegistryServiceRef,
  metricsServiceRef,
  tracingServiceRef,
} from '@backstage/backend-plugin-api/alpha';
import { ScmIntegrations } from '@backstage/integration';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { readinessPermissions } from '@airworthy/backstage-plugin-readiness-common';
import {
  builtInPushedFacts,
  readinessCollectorsExtensionPoint,
  SourceTrees,
} from '@airworthy/backstage-plugin-readiness-node';
import { compileBuiltInScorecards } from '@airworthy/scorecards';
import { registerActions } from './actions/registerActions';
import { ReadableEntities } from './access/ReadableEntities';
import { CollectorOverview } from './api/CollectorOverview';
import { FactReceiver } from './api/FactReceiver';
import { ReadinessService } from './api/ReadinessService';
import { createRouter } from './api/router';
import { Reconciler } from './catalog/Reconciler';
import { Refresher } from './collection/Refresher';
import { ShardWorker } from './collection/ShardWorker';
import { CatalogCollector } from './collectors/CatalogCollector';
import { FactRegistry } from './collectors/FactRegistry';
import { RepoCollector } from './collectors/RepoCollector';
import { readReadinessConfig, repositoryExemptionRules } from './config';
import { ExemptionRights } from './exemptions/ExemptionRights';
import { ExemptionService } from './exemptions/ExemptionService';
import { Notifier } from './notices/Notifier';
import { ScorecardPreview } from './preview/ScorecardPreview';
import { Hosts } from './reading/Hosts';
import { ResilientUrlReader } from './reading/ResilientUrlReader';
import { Revisions } from './reading/Revisions';
import { Replica } from './replicas/Replica';
import { ReplicaWatch } from './replicas/ReplicaWatch';
import { ScorecardLibrary } from './scorecards/ScorecardLibrary';
import { scorecardTexts } from './scorecards/scorecardTexts';
import { collectorStates } from './store/facts/collectorStates';
import { openDatabase } from './store/database';
import { scheduleTasks } from './tasks';
import { Telemetry } from './telemetry/Telemetry';

/**
 * Grades the entities of the catalog by scorecards and serves the reports.
 *
 * @public
 */
export const readinessPlugin = createBackendPlugin({
  pluginId: 'readiness',
  register(env) {
    const registry = new FactRegistry();
    env.registerExtensionPoint(readinessCollectorsExtensionPoint, registry);

    env.registerInit({
      deps: {
        actions: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        notifications: notificationService,
        metrics: metricsServiceRef,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        tracing: tracingServiceRef,
        urlReader: coreServices.urlReader,
      },
      async init({ auth, catalog, database, logger, ...deps }) {
        const telemetry = new Telemetry(deps);
        const config = readReadinessConfig(deps.config);
        const now = () => new Date();
        const integrations = ScmIntegrations.fromConfig(deps.config);
        const hosts = new Hosts({ logger, now, random: Math.random });
        const urlReader = new ResilientUrlReader({
          reader: deps.urlReader,
          revisions: new Revisions({ integrations, hosts, now }),
          onAttempt: (url, outcome) =>
            telemetry.forgeRequest(
              integrations.byUrl(url)?.type ?? 'other',
              outcome,
            ),
          hosts,
        });
        const texts = await scorecardTexts(config.scorecards, urlReader);
        const knex = await openDatabase(database);
        const { deadAfterMs } = config.replicas;
        const replica = new Replica({ knex, deadAfterMs });
        deps.lifecycle.addShutdownHook(() => replica.leave());

        registry.addCollector(new CatalogCollector({ catalog, auth, knex }));
        registry.addCollector(
          new RepoCollector({
            trees: new SourceTrees({
              urlReader,
              allowedFolders: config.allowedFolders,
              allowedFoldersKey: 'readiness.collectors.repo.allowedFolders',
              timeoutMs: config.fetchTimeoutMs,
            }),
            integrations,
            concurrency: config.collection.concurrency,
            rateLimits: () => hosts.rateLimits(),
          }),
        );
        builtInPushedFacts.forEach(facts => registry.addPushedFacts(facts));
        const collectors = registry.collectors();
        telemetry.queues(
          collectors.map(({ namespace }) => namespace),
          () => collectorStates(knex, now()),
        );
        const pushedFacts = registry.pushedFacts(config.pushedTimesToLive);
        const library = await ScorecardLibrary.create({
          knex,
          texts,
          schemas: registry.schemas(),
          builtIn: await compileBuiltInScorecards(),
          repositoryExemptions: repositoryExemptionRules(config.exemptions),
          logger,
          replica,
          now,
        });

        const reconciler = new Reconciler({
          knex,
          catalog,
          auth,
          integrations,
          logger,
          ...config.catalog,
          now,
        });
        const { scheduler } = deps;
        await scheduleTasks({
          scheduler,
          config,
          knex,
          now,
          library,
          reconciler,
          telemetry,
          replica,
          replicaWatch: new ReplicaWatch({
            knex,
            scheduler,
            logger,
            deadAfterMs,
          }),
          worker: new ShardWorker({
            knex,
            collectors,
            library,
            logger,
            telemetry,
            replica,
            batchSize: config.collection.batchSize,
            retry: config.collection,
            timesToLive: config.timesToLive,
            now,
            random: Math.random,
          }),
          notifier: config.notifications
            ? new Notifier({
                knex,
                library,
                notifications: deps.notifications,
                logger,
                now,
              })
            : undefined,
        });

        const { permissions, httpAuth } = deps;
        deps.permissionsRegistry.addPermissions(readinessPermissions);
        deps.httpRouter.addAuthPolicy({
          path: '/openapi.json',
          allow: 'unauthenticated',
        });
        const readable = new ReadableEntities({ catalog, permissions, now });
        const rights = new ExemptionRights({
          auth,
          permissions,
          allowSelfApproval: config.exemptions.allowSelfApproval,
        });
        const preview = new ScorecardPreview({ knex, library, readable, now });
        const exemptions = new ExemptionService({
          knex,
          library,
          readable,
          rights,
          rules: config.exemptions,
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
            shards: config.shards,
            now,
          }),
        });
        registerActions({
          registry: deps.actions,
          auditor: deps.auditor,
          service,
          preview,
          exemptions,
          rights,
        });
        deps.httpRouter.use(
          createRouter({
            auditor: deps.auditor,
            httpAuth,
            permissions,
            telemetry,
            pushedFacts,
            service,
            preview,
            exemptions,
            rights,
            collectors: new CollectorOverview({
              knex,
              collectors,
              readable,
              now,
            }),
            receiver: new FactReceiver({
              knex,
              auth,
              readable,
              pushedFacts,
              now,
            }),
          }),
        );
      },
    });
  },
});
