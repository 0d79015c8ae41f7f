import {
  resolveSafeChildPath,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import { ScmIntegrationRegistry } from '@backstage/integration';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import fs from 'fs-extra';
import { LocalGitConfig } from '../git/localGitConfig';
import { fetchRepository } from '../repository/fetchRepository';
import { originOf } from '../repository/originOf';
import { stackOf, stacks } from '../repository/stackOf';
import { baselineFolder, repositoryFolder } from '../repository/workspace';
import { examples } from './fetchRepository.examples';

/** Creates the action `airworthy:fetch:repository`. */
export function createFetchRepositoryAction(options: {
  catalog: CatalogService;
  reader: UrlReaderService;
  integrations: ScmIntegrationRegistry;
  localGit: LocalGitConfig | undefined;
}) {
  const { catalog } = options;
  return createTemplateAction({
    id: 'airworthy:fetch:repository',
    description: `Fetches the repository of an entity of the catalog into the folder ${repositoryFolder}, to be changed, and keeps a copy to compare with.`,
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        entityRef: z =>
          z.string({ description: 'The entity whose repository it is' }),
        stacks: z =>
          z
            .array(z.enum(stacks), {
              description:
                'What its service may be written in; the task stops at another. Default: anything',
            })
            .optional(),
      },
      output: {
        publishing: z =>
          z.enum(['local', 'github', 'gitlab'], {
            description: 'Where changes are proposed to',
          }),
        repoUrl: z =>
          z
            .string({
              description:
                'For publish:github:pull-request and publish:gitlab:merge-request; none of a local repository',
            })
            .optional(),
        repository: z =>
          z.string({
            description: 'owner/name, or the name of a local repository',
          }),
        host: z =>
          z.string({ description: 'Of the forge, or example.com' }).optional(),
        path: z =>
          z.string({
            description: 'The folder of the entity in it, "" for its root',
          }),
        entity: z =>
          z.record(z.unknown(), { description: 'As the catalog has it' }),
        stack: z =>
          z.enum(stacks, { description: 'What its service is written in' }),
      },
    },
    async handler(ctx) {
      const { entityRef, stacks: served } = ctx.input;
      const credentials = await ctx.getInitiatorCredentials();
      const entity = await catalog.getEntityByRef(entityRef, { credentials });
      if (!entity) {
        throw new NotFoundError(
          `There is no ${entityRef} in the catalog that you may see`,
        );
      }
      const origin = originOf(entity, options);
      const folder = resolveSafeChildPath(ctx.workspacePath, repositoryFolder);
      await fetchRepository(origin, {
        ...options,
        folder,
        signal: ctx.signal,
      });
      const stack = await stackOf(folder, origin.path);
      if (served && !served.includes(stack)) {
        throw new InputError(
          `This serves ${served.join(
            ', ',
          )}; ${entityRef} has none of the manifests by which these are told`,
        );
      }
      await fs.copy(
        folder,
        resolveSafeChildPath(ctx.workspacePath, baselineFolder),
      );
      const repository =
        origin.publishing === 'local'
          ? origin.name
          : repositoryOf(origin.repoUrl);
      ctx.logger.info(`Fetched ${repository}`);

      ctx.output('publishing', origin.publishing);
      ctx.output('repository', repository);
      if (origin.publishing !== 'local') {
        ctx.output('repoUrl', origin.repoUrl);
        ctx.output('host', new URL(`https://${origin.repoUrl}`).host);
      }
      ctx.output('path', origin.path);
      ctx.output('entity', { ...entity });
      ctx.output('stack', stack);
    },
  });
}

function repositoryOf(repoUrl: string): string {
  const { searchParams } = new URL(`https://${repoUrl}`);
  return `${searchParams.get('owner')}/${searchParams.get('repo')}`;
}
