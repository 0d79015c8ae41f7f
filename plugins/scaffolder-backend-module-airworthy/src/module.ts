import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { createAssessAction } from './actions/assess';
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
      },
      async init({ actions, catalog, config }) {
        const localGit = readLocalGitConfig(config);
        actions.addActions(
          createAssessAction(),
          createPublishGitLocalAction({ localGit }),
          createRegisterLocalAction({ localGit, catalog }),
        );
      },
    });
  },
});
