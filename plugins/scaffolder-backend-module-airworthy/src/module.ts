import {
  coreServices,
  createBackendModule,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { createAssessAction } from './actions/assess';
import { createFetchRepositoryAction } from './actions/fetchRepository';
import { createProveAction } from './actions/prove';
import { createPublishGiteaPullRequestAction } from './actions/publishGiteaPullRequest';
import { createPublishGitLocalAction } from './actions/publishGitLocal';
import { createPublishGitLocalBranchAction } from './actions/publishGitLocalBranch';
import { createRegisterLocalAction } from './actions/registerLocal';
import { createStampAction } from './actions/stamp';
import { createUpgradeAction } from './actions/upgrade';
import { readLocalGitConfig } from './git/localGitConfig';
import { TemplateVersions } from './upgrade/TemplateVersions';

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
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        reader: coreServices.urlReader,
      },
      async init({ actions, auth, catalog, config, discovery, reader }) {
        const localGit = readLocalGitConfig(config);
        const integrations = ScmIntegrations.fromConfig(config);
        const versions = new TemplateVersions({ reader, integrations });
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
          createPublishGiteaPullRequestAction({
            integrations,
            author: authorOf(config),
          }),
          createPublishGitLocalBranchAction({ localGit }),
          createRegisterLocalAction({ localGit, catalog }),
          createStampAction({ catalog }),
          createUpgradeAction({ auth, catalog, discovery, versions }),
        );
      },
    });
  },
});

/** Who commits by Backstage's own actions. */
function authorOf(config: RootConfigService) {
  const author = config.getOptionalConfig('scaffolder.defaultAuthor');
  return {
    name: author?.getOptionalString('name') ?? 'Scaffolder',
    email: author?.getOptionalString('email') ?? 'scaffolder@backstage.io',
  };
}
