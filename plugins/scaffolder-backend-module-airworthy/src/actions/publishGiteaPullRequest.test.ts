import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { parse } from 'yaml';
import { LoopbackGitea } from '../__testUtils__/forges/LoopbackGitea';
import { createPublishGiteaPullRequestAction } from './publishGiteaPullRequest';
import { examples } from './publishGiteaPullRequest.examples';

type Input = {
  repoUrl: string;
  branchName: string;
  title: string;
  sourcePath?: string;
};

const directory = createMockDirectory();
const workspacePath = directory.resolve('workspace');
const [step] = parse(examples[0].example).steps;

let gitea: LoopbackGitea;

beforeAll(async () => {
  gitea = await new LoopbackGitea(directory.resolve('gitea')).start();
  const changes = join(workspacePath, step.input.sourcePath);
  await mkdir(changes, { recursive: true });
  await writeFile(join(changes, 'ci.yaml'), 'on: push\n');
});

afterAll(() => gitea?.stop());

function run(
  changes: Partial<Input> = {},
  { integration = gitea.integration, isDryRun = false } = {},
) {
  const action = createPublishGiteaPullRequestAction({
    integrations: ScmIntegrations.fromConfig(
      new ConfigReader({ integrations: integration }),
    ),
    author: { name: 'Scaffolder', email: 'scaffolder@example.com' },
  });
  return action.handler({
    ...createMockActionContext<Input>({
      input: {
        ...step.input,
        repoUrl: `${gitea.host}?owner=acme&repo=orders`,
        ...changes,
      },
      workspacePath,
    }),
    isDryRun,
  });
}

describe('publish:gitea:pull-request', () => {
  it('changes nothing in a dry run', async () => {
    await run({}, { isDryRun: true });
    expect(gitea.proposals).toEqual([]);
  });

  it.each(['owner=..&repo=admin', 'owner=a/b&repo=c', 'owner=a&repo=..'])(
    'takes no way out of the repositories: %s',
    async query => {
      const repoUrl = `${gitea.host}?${query}`;
      await expect(run({ repoUrl })).rejects.toThrow(
        `${repoUrl} does not name a repository on Gitea`,
      );
    },
  );

  it('says which credentials are missing', async () => {
    const [{ host, baseUrl }] = gitea.integration.gitea;
    await expect(
      run({}, { integration: { gitea: [{ host, baseUrl }] } as never }),
    ).rejects.toThrow(
      `A pull request on ${host} needs username and password in integrations.gitea`,
    );
  });

  it('says that there is no such repository', async () => {
    await expect(run()).rejects.toThrow(/404/);
  });
});
