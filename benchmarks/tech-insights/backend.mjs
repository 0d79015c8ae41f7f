// Tech Insights as its README sets it up, with the facts that Airworthy gets.
import backstage from '@backstage/backend-defaults';
import api from '@backstage/backend-plugin-api';
import techInsights from '@backstage-community/plugin-tech-insights-node';
import { answer } from '../backend/answer.mjs';
import { factNames, factsOf } from '../catalog.mjs';

const { facts, services } = JSON.parse(process.env.BENCHMARK_SETUP);

/** How often facts were collected, and of how many services. */
let collection = { number: 0, services };
let began;
answer('collection', value => {
  collection = value;
});
answer('began', () => began);

const retriever = {
  id: 'benchmark',
  version: '1.0.0',
  schema: Object.fromEntries(
    factNames(facts).map(name => [
      name,
      { type: 'integer', description: `The fact ${name}` },
    ]),
  ),
  async handler() {
    began = Date.now();
    return Array.from({ length: collection.services }, (_, index) => ({
      entity: {
        kind: 'component',
        namespace: 'default',
        name: `service-${index}`,
      },
      facts: factsOf(index, facts, collection.number),
    }));
  },
};

const backend = backstage.createBackend();
backend.add(import('@backstage-community/plugin-tech-insights-backend'));
backend.add(
  import('@backstage-community/plugin-tech-insights-backend-module-jsonfc'),
);
backend.add(
  api.createBackendModule({
    pluginId: 'tech-insights',
    moduleId: 'benchmark',
    register(env) {
      env.registerInit({
        deps: {
          retrievers: techInsights.techInsightsFactRetrieversExtensionPoint,
        },
        async init({ retrievers }) {
          retrievers.addFactRetrievers({ benchmark: retriever });
        },
      });
    },
  }),
);
await backend.start();
