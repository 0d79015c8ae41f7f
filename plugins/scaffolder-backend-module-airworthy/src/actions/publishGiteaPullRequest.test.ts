import { once } from 'node:events';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { createServer, RequestListener } from 'node:http';
import { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { parse } from 'yaml';
import { BareRepository } from '../__testUtils__/forges/BareRepository';
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
const branch: string = step.input.branchName;

let gitea: LoopbackGitea;

beforeAll(async () => {
  gitea = await new LoopbackGitea(directory.resolve('gitea')).start();
  const changes = join(workspacePath, step.input.sourcePath);
  await mkdir(changes, { recursive: true });
  await writeFile(join(changes, 'ci.yaml'), 'on: push\n');
});

afterAll(() => gitea?.stop());

async function created(
  name: string,
  files: Record<string, string> = { 'README.md': '# Orders\n' },
): Promise<BareRepository> {
  const repository = await gitea.create(`acme/${name}`);
  await repository.fill(files);
  return repository;
}

/** A server on loopback that is no forge. */
async function listening(serve: RequestListener) {
  const server = createServer(serve).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return { host, url: `http://${host}`, stop };
}

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
    createTemporaryDirectory: () => mkdtemp(directory.resolve('temporary-')),
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
    const repoUrl = `${gitea.host}?owner=acme&repo=none`;
    await expect(run({ repoUrl })).rejects.toThrow(/404/);
  });

  it('leaves a branch alone that is there', async () => {
    const repository = await created('twice');
    const repoUrl = `${gitea.host}?owner=acme&repo=twice`;
    await run({ repoUrl });
    const before = await repository.resolve(branch);
    await expect(run({ repoUrl })).rejects.toThrow(
      `has a branch ${branch} already, which is left alone`,
    );
    expect(await repository.resolve(branch)).toBe(before);
  });

  it('proposes nothing where nothing is different', async () => {
    const repository = await created('same', { 'ci.yaml': 'on: push\n' });
    const proposals = [...gitea.proposals];
    await expect(
      run({ repoUrl: `${gitea.host}?owner=acme&repo=same` }),
    ).rejects.toThrow('There is nothing to commit');
    expect(await repository.branches()).toEqual(['main']);
    expect(gitea.proposals).toEqual(proposals);
  });

  it('leaves no branch in the way of another attempt', async () => {
    const repository = await created('closed');
    const repoUrl = `${gitea.host}?owner=acme&repo=closed`;
    gitea.takesProposals = false;
    await expect(run({ repoUrl })).rejects.toThrow(/404/);
    gitea.takesProposals = true;
    expect(await repository.branches()).toEqual(['main']);

    await run({ repoUrl });
    expect(await repository.diff('main', branch)).toEqual(['A ci.yaml']);
  });

  it('follows no server to another', async () => {
    const asked: string[] = [];
    const elsewhere = await listening((request, response) => {
      asked.push(request.url!);
      response.writeHead(404).end();
    });
    const leading = await listening((request, response) => {
      if (request.url!.startsWith('/api/')) {
        response.end(JSON.stringify({ default_branch: 'main' }));
      } else {
        const location = `${elsewhere.url}${request.url}`;
        response.writeHead(302, { location }).end();
      }
    });
    const [known] = gitea.integration.gitea;
    const { host, url: baseUrl } = leading;
    try {
      await expect(
        run(
          { repoUrl: `${host}?owner=acme&repo=orders` },
          { integration: { gitea: [{ ...known, host, baseUrl }] } },
        ),
      ).rejects.toThrow('git clone failed');
      expect(asked).toEqual([]);
    } finally {
      leading.stop();
      elsewhere.stop();
    }
  });

  it('asks for nothing that the Gitea of these tests does not know', () => {
    expect(gitea.unknown).toEqual([]);
  });
});
