import { createBackend } from '@backstage/backend-defaults';
import { WinstonLogger } from '@backstage/backend-defaults/rootLogger';
import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { readinessCollectorsExtensionPoint } from '@airworthy/backstage-plugin-readiness-node';
import readinessPlugin from '../../index';
import { GeneratedCatalog } from '../GeneratedCatalog';
import { SlowCollector } from './SlowCollector';
import { ReplicaOrders, ReplicaReport } from './messages';

// A backend with the readiness plugin as a process of its own: started by a
// test, which tells it how long the catalog is, and which it tells what it does.

const tell = (report: ReplicaReport) => process.send?.(report);
const catalog = new GeneratedCatalog(0);
const config = new ConfigReader(JSON.parse(process.argv[2]));

// Whoever started it is gone.
process.on('disconnect', () => process.exit());
process.on('message', ({ entities }: ReplicaOrders) => {
  catalog.size = entities;
});

const backend = createBackend();
backend.add(
  createServiceFactory({
    service: coreServices.rootConfig,
    deps: {},
    factory: () => config,
  }),
);
// The default one reads the schemas of all packages first, to find secrets.
backend.add(
  createServiceFactory({
    service: coreServices.rootLogger,
    deps: {},
    factory: () => WinstonLogger.create({ level: 'warn' }),
  }),
);
backend.add(
  createServiceFactory({
    service: catalogServiceRef,
    deps: {},
    factory: () => catalog.service,
  }),
);
backend.add(
  createBackendModule({
    pluginId: 'readiness',
    moduleId: 'slow',
    register(env) {
      env.registerInit({
        deps: { collectors: readinessCollectorsExtensionPoint },
        async init({ collectors }) {
          collectors.addCollector(new SlowCollector(tell));
        },
      });
    },
  }),
);
backend.add(readinessPlugin);

backend.start().then(
  () => tell({ event: 'ready' }),
  error => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
