/**
 * The readiness plugin for the new frontend system.
 *
 * @packageDocumentation
 */
import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import {
  createFormField,
  FormFieldBlueprint,
} from '@backstage/plugin-scaffolder-react/alpha';
import { ReadinessClient } from '@airworthy/backstage-plugin-readiness-common';
import FlightTakeoffIcon from '@material-ui/icons/FlightTakeoff';
import { readinessApiRef } from './api';
import { gradedKinds } from './conditions';
import {
  entityContentRouteRef,
  rootRouteRef,
  templateRouteRef,
} from './routes';

const graded = { kind: { $in: gradedKinds } };

const readinessApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: readinessApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new ReadinessClient(deps),
    }),
});

const readinessPage = PageBlueprint.make({
  params: {
    path: '/readiness',
    routeRef: rootRouteRef,
    title: 'Readiness',
    icon: <FlightTakeoffIcon fontSize="inherit" />,
    loader: () =>
      import('./components/page/ReadinessPages').then(m => (
        <main>
          <m.ReadinessPages />
        </main>
      )),
  },
});

const entityReadinessCard = EntityCardBlueprint.make({
  name: 'overview',
  params: {
    type: 'info',
    filter: graded,
    loader: () =>
      import('./components/entity/EntityReadinessCard').then(m => (
        <m.EntityReadinessCard />
      )),
  },
});

const entityReadinessContent = EntityContentBlueprint.make({
  params: {
    path: '/readiness',
    title: 'Readiness',
    routeRef: entityContentRouteRef,
    filter: graded,
    loader: () =>
      import('./components/entity/EntityReadinessContent').then(m => (
        <m.EntityReadinessContent />
      )),
  },
});

const willBeCreatedField = FormFieldBlueprint.make({
  name: 'will-be-created',
  params: {
    field: () =>
      import('./components/creating/willBeCreatedField').then(m =>
        createFormField(m.willBeCreatedField),
      ),
  },
});

/**
 * The readiness plugin: an API, a page, an entity card, an entity tab and a
 * field for the forms of templates.
 *
 * @public
 */
export default createFrontendPlugin({
  pluginId: 'readiness',
  title: 'Readiness',
  icon: <FlightTakeoffIcon fontSize="inherit" />,
  info: { packageJson: () => import('../package.json') },
  extensions: [
    readinessApi,
    readinessPage,
    entityReadinessCard,
    entityReadinessContent,
    willBeCreatedField,
  ],
  routes: { root: rootRouteRef, entityContent: entityContentRouteRef },
  externalRoutes: { template: templateRouteRef },
});

export { readinessTranslationRef } from './translation';
