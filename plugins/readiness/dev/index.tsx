import Grid from '@material-ui/core/Grid';
import { Entity } from '@backstage/catalog-model';
import { createApiFactory } from '@backstage/core-plugin-api';
import { createDevApp } from '@backstage/dev-utils';
import {
  CatalogEntityPage,
  catalogPlugin,
  EntityAboutCard,
  EntityLayout,
} from '@backstage/plugin-catalog';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { mockApis } from '@backstage/test-utils';
import {
  EntityReadinessCard,
  EntityReadinessContent,
  isReadinessAvailable,
  readinessApiRef,
  ReadinessPage,
  readinessPlugin,
} from '../src';
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

const overview = (
  <Grid container spacing={3}>
    <Grid item xs={12} md={6}>
      <EntityAboutCard />
    </Grid>
    <Grid item xs={12} md={6}>
      <EntityReadinessCard />
    </Grid>
  </Grid>
);

createDevApp()
  .registerPlugin(readinessPlugin, catalogPlugin)
  .registerApi(
    createApiFactory(
      readinessApiRef,
      new SampleReadinessApi(sampleEntities, [
        {
          source: 'scorecards/security.yaml',
          line: 14,
          column: 13,
          message: 'repo.docker.imagez is not a fact',
        },
      ]),
    ),
  )
  .registerApi(createApiFactory(catalogApiRef, catalogApiMock({ entities })))
  .registerApi(createApiFactory(permissionApiRef, mockApis.permission()))
  .addPage({
    path: '/readiness',
    title: 'Readiness',
    element: <ReadinessPage />,
  })
  .addPage({
    path: '/catalog/:namespace/:kind/:name',
    element: <CatalogEntityPage />,
    children: (
      <EntityLayout>
        <EntityLayout.Route path="/" title="Overview">
          {overview}
        </EntityLayout.Route>
        <EntityLayout.Route
          path="/readiness"
          title="Readiness"
          if={isReadinessAvailable}
        >
          <EntityReadinessContent />
        </EntityLayout.Route>
      </EntityLayout>
    ),
  })
  .render();
