// Airworthy alone in its process, so that nothing else counts as its work.
import { createBackend } from '@backstage/backend-defaults';
import { createBackendModule } from '@backstage/backend-plugin-api';
import { readinessCollectorsExtensionPoint } from '@airworthy/backstage-plugin-readiness-node';
import { answer } from '../backend/answer.mjs';
import { factNames, factsOf } from '../catalog.mjs';

const { facts } = JSON.parse(process.env.BENCHMARK_SETUP);

let collection = 0;
let began;
answer('collection', number => {
  collection = number;
  began = undefined;
});
answer('began', () => began);

/** Collects what is made up here: only our own work is measured. */
const madeUpFacts = createBackendModule({
  pluginId: 'readiness',
  moduleId: 'benchmark',
  register(env) {
    env.registerInit({
      deps: { collectors: readinessCollectorsExtensionPoint },
      async init({ collectors }) {
        collectors.addCollector({
          namespace: `facts${facts}`,
          timeToLive: { hours: 12 },
          schema: {
            type: 'object',
            properties: Object.fromEntries(
              factNames(facts).map(name => [name, { type: 'number' }]),
            ),
            required: factNames(facts),
          },
          async collect(requests) {
            began ??= Date.now();
            return requests.map(({ entity }) => ({
              value: factsOf(
                Number(entity.metadata.name.split('-')[1]),
                facts,
                collection,
              ),
              problems: [],
            }));
          },
        });
      },
    });
  },
});

const backend = createBackend();
backend.add(import('@airworthy/backstage-plugin-readiness-backend'));
if (facts > 0) backend.add(madeUpFacts);
backend.start();
