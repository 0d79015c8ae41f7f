import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { createAssessAction } from './actions/assess';
import { createFetchRepositoryAction } from './actions/fetchRepository';
import { createProveAction } from './actions/prove';
import { createPublishGitLocalAction } from './actions/publishGitLocal';
import { createRegisterLocalAction } from './actions/registerLocal';
import { readLocalGitConfig } from './git/localGitConfig';

/**
 * Adds the Airworthy actions to the scaffolder.
 *
 * @public
 */
export const scaffolderModuleAirworthy = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'airworthy',
  register({ registerInit }) {
    registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        reader: coreServices.urlReader,
      },
      async init({ actions, catalog, config, reader }) {
        const localGit = readLocalGitConfig(config);
        const integrations = ScmIntegrations.fromConfig(config);
        actions.addActions(
          createAssessAction(),
          createFetchRepositoryAction({
            catalog,
            reader,
            integrations,
            localGit,
          }),
          createProveAction(),
          createPublishGitLocalAction({ localGit }),
          createRegisterLocalAction({ localGit, catalog }),
        );
      },
    });
  },
});
