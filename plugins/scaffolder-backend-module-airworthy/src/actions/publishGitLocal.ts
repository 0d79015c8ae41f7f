import { join } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { LocalGitConfig, requireLocalGit } from '../git/localGitConfig';
import { LocalRepository } from '../git/LocalRepository';
import { examples } from './publishGitLocal.examples';

/** Creates the action `publish:git:local`. */
export function createPublishGitLocalAction(options: {
  localGit: LocalGitConfig | undefined;
}) {
  return createTemplateAction({
    id: 'publish:git:local',
    description:
      'Commits the workspace to a new bare repository on the machine of the portal, and checks it out beside it.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        name: z =>
          z.string({ description: 'Name of the repository, without ".git"' }),
        sourcePath: z =>
          z
            .string({
              description:
                'Folder of the workspace to publish. Default: all of it',
            })
            .optional(),
        defaultBranch: z =>
          z
            .string({ description: 'Name of the branch. Default: main' })
            .regex(/^\w[\w./-]*$/)
            .optional(),
        gitCommitMessage: z =>
          z
            .string({ description: 'Default: Initial commit' })
            .min(1)
            .optional(),
      },
      output: {
        remoteUrl: z =>
          z.string({ description: 'file: URL of the bare repository' }),
        commitHash: z =>
          z.string({ description: 'The commit; none in a dry run' }).optional(),
        workingCopy: z =>
          z.string({ description: 'Absolute path of the working copy' }),
        catalogInfoTarget: z =>
          z.string({
            description:
              'Absolute path of catalog-info.yaml in the working copy, for airworthy:register:local',
          }),
      },
    },
    async handler(ctx) {
      const { input, logger } = ctx;
      const repository = new LocalRepository(
        requireLocalGit(options.localGit),
        input.name,
      );
      const from = resolveSafeChildPath(
        ctx.workspacePath,
        input.sourcePath ?? '.',
      );

      if (ctx.isDryRun) {
        await repository.assertAbsent();
        logger.info(`Dry run: would publish ${from} to ${repository.bare}`);
      } else {
        const commit = await repository.publish({
          from,
          branch: input.defaultBranch ?? 'main',
          message: input.gitCommitMessage ?? 'Initial commit',
          temporary: await ctx.createTemporaryDirectory(),
          signal: ctx.signal,
        });
        logger.info(`Published ${commit} to ${repository.bare}`);
        ctx.output('commitHash', commit);
      }

      ctx.output('remoteUrl', repository.remoteUrl);
      ctx.output('workingCopy', repository.workingCopy);
      ctx.output(
        'catalogInfoTarget',
        join(repository.workingCopy, 'catalog-info.yaml'),
      );
    },
  });
}
