import { ReactElement } from 'react';
import { useLocation } from 'react-router-dom';
import { Entity } from '@backstage/catalog-model';
import {
  mockApis as newMockApis,
  renderInTestApp as renderInNewApp,
} from '@backstage/frontend-test-utils';
import {
  ScmIntegrationsApi,
  scmIntegrationsApiRef,
} from '@backstage/integration-react';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { ReadinessApi } from '@airworthy/backstage-plugin-readiness-common';
import { readinessApiRef } from '../api';
import { templateRouteRef } from '../routes';

/** What a test puts around the element it looks at. */
export interface Surroundings {
  api: ReadinessApi;
  /** Path and query that the app starts at. */
  at?: string;
  permission?: ReturnType<typeof mockApis.permission>;
}

const entityPath = '/catalog/:namespace/:kind/:name';
const templatePath = '/create/templates/:namespace/:templateName';

/** Says where the app is, so that a test can read it like a person the address bar. */
function AddressBar() {
  const { pathname, search } = useLocation();
  return <output aria-label="address">{`${pathname}${search}`}</output>;
}

function framed(element: ReactElement, surroundings: Surroundings) {
  const { api, permission = mockApis.permission() } = surroundings;
  return (
    <TestApiProvider
      apis={[
        [readinessApiRef, api],
        [permissionApiRef, permission],
        [
          scmIntegrationsApiRef,
          ScmIntegrationsApi.fromConfig(mockApis.config()),
        ],
      ]}
    >
      <AddressBar />
      {element}
    </TestApiProvider>
  );
}

async function renderLegacy(element: ReactElement, surroundings: Surroundings) {
  await renderInTestApp(framed(element, surroundings), {
    routeEntries: [surroundings.at ?? '/'],
    mountedRoutes: {
      [entityPath]: entityRouteRef,
      [templatePath]: templateRouteRef,
    },
  });
}

async function renderNew(element: ReactElement, surroundings: Surroundings) {
  renderInNewApp(framed(element, surroundings), {
    initialRouteEntries: [surroundings.at ?? '/'],
    mountedRoutes: {
      [entityPath]: entityRouteRef,
      [templatePath]: templateRouteRef,
    },
    apis: [newMockApis.permission()],
  });
}

/** Both frontend systems, for `describe.each`. */
export const systems = [
  ['legacy', renderLegacy],
  ['new', renderNew],
] as const;

/** The catalog entity behind the sample entity that most tests look at. */
export const checkout: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { namespace: 'default', name: 'checkout' },
  spec: {
    type: 'service',
    lifecycle: 'production',
    owner: 'group:default/payments',
  },
};

/** An element on the page of that entity. */
export function onEntityPage(element: ReactElement) {
  return <EntityProvider entity={checkout}>{element}</EntityProvider>;
}
