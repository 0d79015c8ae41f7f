import { git, withoutSettings } from '@airworthy/golden-paths';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError, ResponseError } from '@backstage/errors';
import {
  getGiteaRequestOptions,
  GiteaIntegrationConfig,
  ScmIntegrations,
} from '@backstage/integration';
import {
  createTemplateAction,
  parseRepoUrl,
} from '@backstage/plugin-scaffolder-node';
import { authorship } from '../git/authorship';
import { pushBranch, PushBranchOptions, RunGit } from '../git/pushBranch';
import { withdrawBranch } from '../git/withdrawBranch';
import { examples } from './publishGiteaPullRequest.examples';

/**
 * Creates the action `publish:gitea:pull-request`, as Backstage has one for
 * other forges.
 */
export function createPublishGiteaPullRequestAction(options: {
  integrations: ScmIntegrations;
  author: { name: string; email: string };
}) {
  const { integrations, author } = options;
  return createTemplateAction({
    id: 'publish:gitea:pull-request',
    description:
      'Commits files of the workspace to a new branch of a repository on Gitea, and opens a pull request for its default branch.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        repoUrl: z =>
          z.string({
            description: 'Such as gitea.com?owner=acme&repo=orders',
          }),
        branchName: z =>
          z
            .string({ description: 'Name of the new branch' })
            .max(200)
            .regex(/^\w[\w./-]*$/),
        title: z =>
          z.string({ description: 'What the change is about' }).min(1),
        description: z =>
          z.string({ description: 'Text of the pull request' }).optional(),
        sourcePath: z =>
          z
            .string({
              description:
                'Folder of the workspace with the files that are new or others. Default: all of it',
            })
            .optional(),
        filesToDelete: z =>
          z
            .array(z.string(), {
              description: 'Paths in the repository of files that go',
            })
            .optional(),
      },
      output: {
        remoteUrl: z =>
          z
            .string({ description: 'The pull request; none in a dry run' })
            .optional(),
      },
    },
    async handler(ctx) {
      const { input, logger, signal } = ctx;
      const { host, owner, repo } = parseRepoUrl(input.repoUrl, integrations);
      // Both become part of an address, and Gitea allows no more than these.
      if (![owner, repo].every(part => /^(?!\.+$)[\w.-]+$/.test(part ?? ''))) {
        throw new InputError(
          `${input.repoUrl} does not name a repository on Gitea`,
        );
      }
      const config = integrations.gitea.byHost(host)?.config;
      if (!config?.username || !config.password) {
        throw new InputError(
          `A pull request on ${host} needs username and password in integrations.gitea`,
        );
      }
      if (ctx.isDryRun) {
        logger.info(
          `Dry run: would propose ${input.branchName} to ${owner}/${repo}`,
        );
        return;
      }
      const { default_branch: baseBranch } = await ask<{
        default_branch: string;
      }>(config, `repos/${owner}/${repo}`, { signal });
      const change: PushBranchOptions = {
        run: gitWith({ config, author, signal }),
        remote: `${config.baseUrl}/${owner}/${repo}.git`,
        ...{ baseBranch, branch: input.branchName, message: input.title },
        from: resolveSafeChildPath(ctx.workspacePath, input.sourcePath ?? '.'),
        changes: { deleted: input.filesToDelete ?? [] },
        temporary: await ctx.createTemporaryDirectory(),
      };
      const commit = await pushBranch(change);
      const { html_url: remoteUrl } = await ask<{ html_url: string }>(
        config,
        `repos/${owner}/${repo}/pulls`,
        {
          signal,
          method: 'POST',
          body: JSON.stringify({
            title: input.title,
            body: input.description ?? '',
            head: input.branchName,
            base: baseBranch,
          }),
        },
      ).catch(async error => {
        // It would be in the way of the next attempt, after a cancelled one too.
        const run = gitWith({ config, author });
        await withdrawBranch({ ...change, run }, commit).catch(reason =>
          logger.warn(`${input.branchName} stays on ${host}: ${reason}`),
        );
        throw error;
      });
      logger.info(`Proposed ${input.branchName} by ${remoteUrl}`);
      ctx.output('remoteUrl', remoteUrl);
    },
  });
}

/** Asks Gitea's API. */
async function ask<T>(
  config: GiteaIntegrationConfig,
  path: string,
  request: RequestInit,
): Promise<T> {
  const { headers } = getGiteaRequestOptions(config);
  const response = await fetch(`${config.baseUrl}/api/v1/${path}`, {
    ...request,
    headers: { ...headers, 'Content-Type': 'application/json' },
  });
  if (!response.ok) throw await ResponseError.fromResponse(response);
  return response.json();
}

/** Runs git as this author, with the credentials of Gitea. */
function gitWith(options: {
  config: GiteaIntegrationConfig;
  author: { name: string; email: string };
  signal?: AbortSignal;
}): RunGit {
  const { config, author, signal } = options;
  const known = {
    ...withoutSettings,
    ...authorship(author),
    ...credentialsOf(config),
  };
  return async (folder, args, env) => {
    const printed = await git(folder, args, {
      env: { ...known, ...env },
      signal,
    });
    return printed.trim();
  };
}

/** Shown to this server only, and in no list of processes. */
function credentialsOf(config: GiteaIntegrationConfig): Record<string, string> {
  const { baseUrl, username, password } = config;
  const basic = Buffer.from(`${username}:${password}`).toString('base64');
  return {
    GIT_CONFIG_COUNT: '2',
    GIT_CONFIG_KEY_0: `http.${baseUrl}/.extraHeader`,
    GIT_CONFIG_VALUE_0: `Authorization: Basic ${basic}`,
    // Where this server leads is not this server.
    GIT_CONFIG_KEY_1: 'http.followRedirects',
    GIT_CONFIG_VALUE_1: 'false',
  };
}
