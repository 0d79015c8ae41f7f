import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { LocalGitConfig, requireLocalGit } from '../git/localGitConfig';
import { LocalRepository } from '../git/LocalRepository';
import { examples } from './publishGitLocalBranch.examples';

/**
 * Creates the action `publish:git:local:branch`: what a pull request is where
 * there is no forge.
 */
export function createPublishGitLocalBranchAction(options: {
  localGit: LocalGitConfig | undefined;
}) {
  return createTemplateAction({
    id: 'publish:git:local:branch',
    description:
      'Commits the workspace to a new branch of a bare repository on the machine of the portal, for its owners to look at and merge.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        name: z =>
          z.string({ description: 'Name of the repository, without ".git"' }),
        branchName: z =>
          z
            .string({ description: 'Name of the new branch' })
            .max(200)
            .regex(/^\w[\w./-]*$/),
        gitCommitMessage: z =>
          z.string({ description: 'What the change is about' }).min(1),
        sourcePath: z =>
          z
            .string({
              description:
                'Folder of the workspace with the whole repository. Default: all of it',
            })
            .optional(),
      },
      output: {
        remoteUrl: z =>
          z.string({ description: 'file: URL of the bare repository' }),
        branch: z => z.string({ description: 'Name of the new branch' }),
        baseBranch: z =>
          z.string({ description: 'Name of the branch that it is meant for' }),
        commitHash: z =>
          z.string({ description: 'The commit; none in a dry run' }).optional(),
      },
    },
    async handler(ctx) {
      const { input, logger, signal } = ctx;
      const repository = new LocalRepository(
        requireLocalGit(options.localGit),
        input.name,
      );
      const from = resolveSafeChildPath(
        ctx.workspacePath,
        input.sourcePath ?? '.',
      );
      const baseBranch = await repository.defaultBranch(signal);
      const branch = input.branchName;

      if (ctx.isDryRun) {
        logger.info(
          `Dry run: would commit ${from} to ${branch} of ${repository.bare}`,
        );
      } else {
        const commit = await repository.pushBranch({
          from,
          baseBranch,
          branch,
          message: input.gitCommitMessage,
          temporary: await ctx.createTemporaryDirectory(),
          signal,
        });
        logger.info(`Committed ${commit} to ${branch} of ${repository.bare}`);
        ctx.output('commitHash', commit);
      }
      ctx.output('remoteUrl', repository.remoteUrl);
      ctx.output('branch', branch);
      ctx.output('baseBranch', baseBranch);
    },
  });
}
