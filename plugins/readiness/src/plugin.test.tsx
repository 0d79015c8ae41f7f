import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route } from 'react-router-dom';
import { createApp } from '@backstage/app-defaults';
import { AppRouter, FlatRoutes } from '@backstage/core-app-api';
import { configApiRef, createApiFactory } from '@backstage/core-plugin-api';
import {
  ScmIntegrationsApi,
  scmIntegrationsApiRef,
} from '@backstage/integration-react';
import {
  CatalogEntityPage,
  CatalogIndexPage,
  catalogPlugin,
  EntityLayout,
} from '@backstage/plugin-catalog';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { ScaffolderPage, scaffolderPlugin } from '@backstage/plugin-scaffolder';
import {
  scaffolderApiRef,
  ScaffolderFieldExtensions,
} from '@backstage/plugin-scaffolder-react';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { mockApis } from '@backstage/test-utils';
import { SampleReadinessApi } from '../dev/SampleReadinessApi';
import {
  EntityReadinessCard,
  EntityReadinessContent,
  isReadinessAvailable,
  readinessApiRef,
  ReadinessPage,
  readinessPlugin,
  WillBeCreatedFieldExtension,
} from '.';
import { scaffolder, template } from './__testUtils__/form';
import { checkout } from './__testUtils__/systems';

function renderApp(at: string) {
  window.history.replaceState({}, '', at);
  const app = createApp({
    plugins: [readinessPlugin, catalogPlugin, scaffolderPlugin],
    apis: [
      createApiFactory(readinessApiRef, new SampleReadinessApi()),
      createApiFactory(
        catalogApiRef,
        catalogApiMock({ entities: [checkout, template] }),
      ),
      createApiFactory(scaffolderApiRef, scaffolder),
      createApiFactory(permissionApiRef, mockApis.permission()),
      createApiFactory({
        api: scmIntegrationsApiRef,
        deps: { configApi: configApiRef },
        factory: ({ configApi }) => ScmIntegrationsApi.fromConfig(configApi),
      }),
    ],
    configLoader: async () => [
      {
        context: 'test',
        data: {
          app: { baseUrl: 'http://localhost' },
          backend: { baseUrl: 'http://localhost:7007' },
        },
      },
    ],
  });
  const Root = app.createRoot(
    <AppRouter>
      <FlatRoutes>
        <Route path="/readiness" element={<ReadinessPage />} />
        <Route path="/catalog" element={<CatalogIndexPage />} />
        <Route path="/create" element={<ScaffolderPage />}>
          <ScaffolderFieldExtensions>
            <WillBeCreatedFieldExtension />
          </ScaffolderFieldExtensions>
        </Route>
        <Route
          path="/catalog/:namespace/:kind/:name"
          element={<CatalogEntityPage />}
        >
          <EntityLayout>
            <EntityLayout.Route path="/" title="Overview">
              <EntityReadinessCard />
            </EntityLayout.Route>
            <EntityLayout.Route
              path="/readiness"
              title="Readiness"
              if={isReadinessAvailable}
            >
              <EntityReadinessContent />
            </EntityLayout.Route>
          </EntityLayout>
        </Route>
      </FlatRoutes>
    </AppRouter>,
  );
  render(<Root />);
}

describe('an app of the legacy frontend system', () => {
  it('has a Readiness page with its header', async () => {
    renderApp('/readiness');
    expect(
      await screen.findByRole('heading', { name: 'Readiness', level: 1 }),
    ).toBeVisible();
    expect(
      await screen.findByRole('heading', { name: 'Entities by level' }),
    ).toBeVisible();
  });

  it('has a card that leads to the tab of the entity', async () => {
    renderApp('/catalog/default/component/checkout');
    await userEvent.click(
      await screen.findByRole('link', { name: 'A runbook is linked' }),
    );
    expect(
      await screen.findByRole('region', { name: 'A runbook is linked' }),
    ).toBeVisible();
    expect(window.location.pathname).toBe(
      '/catalog/default/component/checkout/readiness',
    );
  });

  it('has a field that says in a form what will be created', async () => {
    renderApp('/create/templates/default/orders');
    expect(
      await screen.findByRole('region', { name: 'What will be created' }),
    ).toHaveTextContent('A repository');
  });
});
