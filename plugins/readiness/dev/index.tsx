import '@backstage/cli/asset-types';
import '@backstage/ui/css/styles.css';
import { createRoot } from 'react-dom/client';
import { Entity } from '@backstage/catalog-model';
import { createApp } from '@backstage/frontend-defaults';
import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { mockApis } from '@backstage/frontend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import readinessPlugin from '../src/alpha';
import { readinessApiRef } from '../src';
import { SampleReadinessApi } from './SampleReadinessApi';
import { sampleEntities } from './sampleReports';

const entities = sampleEntities.map(
  (each): Entity => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { namespace: each.namespace, name: each.name },
    spec: { type: each.type, lifecycle: 'production', owner: each.owner },
  }),
);

const sampleReadiness = createFrontendModule({
  pluginId: 'readiness',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: readinessApiRef,
          deps: {},
          factory: () =>
            new SampleReadinessApi(sampleEntities, [
              {
                source: 'scorecards/security.yaml',
                line: 14,
                column: 13,
                message: 'repo.docker.imagez is not a fact',
              },
            ]),
        }),
    }),
  ],
});

const sampleCatalog = createFrontendModule({
  pluginId: 'catalog',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: catalogApiRef,
          deps: {},
          factory: () => catalogApiMock({ entities }),
        }),
    }),
  ],
});

const app = createApp({
  features: [catalogPlugin, readinessPlugin, sampleReadiness, sampleCatalog],
  advanced: {
    configLoader: async () => ({
      config: mockApis.config({
        data: {
          app: {
            title: 'Readiness',
            baseUrl: window.location.origin,
            extensions: [{ 'sign-in-page:app': false }],
          },
          backend: { baseUrl: 'http://localhost:7007' },
        },
      }),
    }),
  },
});

createRoot(document.getElementById('root')!).render(app.createRoot());
