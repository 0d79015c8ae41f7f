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
import { originOf, RepositoryOrigin } from '../repository/originOf';
import { stackOf, stacks } from '../repository/stackOf';
import { imageNameOf } from '../settings/imageNameOf';
import { readSettings } from '../settings/readSettings';
import { completeSettings, settingNames } from '../settings/settings';
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
        settings: z =>
          z
            .array(z.enum(settingNames), {
              description:
                'What the template has to know of the service. The task stops at what neither an answer nor the repository tells',
            })
            .optional(),
        answers: z =>
          z
            .record(z.unknown(), {
              description:
                'The parameters of the template; those of settings go before what the repository says',
            })
            .optional(),
      },
      output: {
        publishing: z =>
          z.enum(['local', 'github', 'gitlab', 'gitea'], {
            description: 'Where changes are proposed to',
          }),
        repoUrl: z =>
          z
            .string({
              description:
                'For publish:github:pull-request and its like; none of a local repository',
            })
            .optional(),
        repository: z =>
          z.string({
            description: 'owner/name, or the name of a local repository',
          }),
        host: z =>
          z.string({ description: 'Of the forge, or example.com' }).optional(),
        filesAt: z =>
          z.string({
            description:
              'What the path of a file of the entity is added to: an address where people read it, or its folder in a local repository',
          }),
        path: z =>
          z.string({
            description: 'The folder of the entity in it, "" for its root',
          }),
        entity: z =>
          z.record(z.unknown(), { description: 'As the catalog has it' }),
        stack: z =>
          z.enum(stacks, { description: 'What its service is written in' }),
        settings: z =>
          z.record(z.union([z.string(), z.number()]), {
            description: 'What was asked for, by name',
          }),
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
      const { path, publishing } = origin;
      const repository =
        publishing === 'local' ? origin.name : repositoryOf(origin.repoUrl);
      const host =
        publishing === 'local'
          ? undefined
          : new URL(`https://${origin.repoUrl}`).host;
      ctx.logger.info(`Fetched ${repository}`);
      const settings = await completeSettings({
        asked: ctx.input.settings ?? [],
        answers: ctx.input.answers ?? {},
        entityRef,
        readRepository: () =>
          readSettings({
            ...{ folder, path, stack },
            imageName: imageNameOf(entity, { host, repository, path }),
            signal: ctx.signal,
          }),
      });
      for (const name of settings.read) {
        ctx.logger.info(`By its files, ${name} is ${settings.values[name]}`);
      }
      await fs.copy(
        folder,
        resolveSafeChildPath(ctx.workspacePath, baselineFolder),
      );

      ctx.output('publishing', publishing);
      ctx.output('repository', repository);
      if (origin.publishing !== 'local') {
        ctx.output('repoUrl', origin.repoUrl);
      }
      if (host) {
        ctx.output('host', host);
      }
      ctx.output('filesAt', filesAt(origin, { host, repository }));
      ctx.output('path', path);
      ctx.output('entity', { ...entity });
      ctx.output('stack', stack);
      ctx.output('settings', settings.values);
    },
  });
}

/** Of whatever branch is the default one, where the forge can say so. */
function filesAt(
  origin: RepositoryOrigin,
  { host, repository }: { host?: string; repository: string },
): string {
  const folder = origin.path && `${origin.path}/`;
  switch (origin.publishing) {
    case 'local':
      return folder;
    case 'gitlab':
      return `https://${host}/${repository}/-/blob/HEAD/${folder}`;
    case 'gitea':
      return `${origin.url}${folder}`;
    default:
      return `https://${host}/${repository}/blob/HEAD/${folder}`;
  }
}

function repositoryOf(repoUrl: string): string {
  const { searchParams } = new URL(`https://${repoUrl}`);
  return `${searchParams.get('owner')}/${searchParams.get('repo')}`;
}
