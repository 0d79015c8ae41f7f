import { execFileSync } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { parse } from 'yaml';
import { LocalRepository } from '../git/LocalRepository';
import { createPublishGitLocalBranchAction } from './publishGitLocalBranch';
import { examples } from './publishGitLocalBranch.examples';

type Input = {
  name: string;
  branchName: string;
  gitCommitMessage: string;
  sourcePath?: string;
};

const directory = createMockDirectory();
const folder = directory.resolve('repositories');
const localGit = {
  folder,
  location: 'location:default/local-repositories',
  author: { name: 'Scaffolder', email: 'scaffolder@example.com' },
};
const action = createPublishGitLocalBranchAction({ localGit });

const [example] = examples;
const [step] = parse(example.example).steps;
const input: Input = step.input;
const branch = input.branchName;

async function temporary(name: string) {
  const path = directory.resolve(name);
  await rm(path, { recursive: true, force: true });
  await mkdir(path, { recursive: true });
  return path;
}

async function run(changes: Partial<Input> = {}, isDryRun = false) {
  const outputs: Record<string, unknown> = {};
  await action.handler({
    ...createMockActionContext<Input>({
      input: { ...input, ...changes },
      workspacePath: directory.resolve('workspace'),
    }),
    isDryRun,
    createTemporaryDirectory: () => temporary('temporary'),
    output: (name: string, value: unknown) => {
      outputs[name] = value;
    },
  });
  return outputs;
}

const git = (...args: string[]) =>
  execFileSync('git', ['-C', join(folder, 'orders.git'), ...args], {
    encoding: 'utf8',
  }).trim();

describe('publish:git:local:branch', () => {
  beforeEach(async () => {
    directory.setContent({
      workspace: { 'README.md': '# Orders\n', 'old.txt': 'old\n' },
    });
    await new LocalRepository(localGit, 'orders').publish({
      from: directory.resolve('workspace'),
      branch: 'trunk',
      message: 'Initial commit',
      temporary: await temporary('first'),
    });
    await writeFile(directory.resolve('workspace/README.md'), '# New\n');
    await writeFile(directory.resolve('workspace/new.txt'), 'new\n');
    await rm(directory.resolve('workspace/old.txt'));
  });

  it(`does as the example says: ${example.description}`, async () => {
    expect(step.action).toBe(action.id);
    const outputs = await run();

    expect(outputs).toEqual({
      remoteUrl: `file://${join(folder, 'orders.git')}`,
      branch,
      baseBranch: 'trunk',
      commitHash: git('rev-parse', branch),
    });
    expect(git('log', '--format=%an %s', branch)).toBe(
      `Scaffolder ${input.gitCommitMessage}\nScaffolder Initial commit`,
    );
    expect(git('diff', '--name-status', 'trunk', branch)).toBe(
      'M\tREADME.md\nA\tnew.txt\nD\told.txt',
    );
  });

  it('leaves the working copy and its branch alone', async () => {
    const before = git('rev-parse', 'trunk');
    await run();
    expect(git('rev-parse', 'trunk')).toBe(before);
    expect(await readFile(join(folder, 'orders/README.md'), 'utf8')).toBe(
      '# Orders\n',
    );
  });

  it('leaves a branch alone that is there', async () => {
    await run();
    const before = git('rev-parse', branch);
    await expect(run()).rejects.toThrow(/has a branch upgrade-.* already/);
    expect(git('rev-parse', branch)).toBe(before);
  });

  it('says that there is nothing to commit', async () => {
    directory.addContent({
      'workspace/same': { 'README.md': '# Orders\n', 'old.txt': 'old\n' },
    });
    await expect(run({ sourcePath: 'same' })).rejects.toThrow(
      'There is nothing to commit: the workspace is as trunk is',
    );
    expect(git('branch', '--list', branch)).toBe('');
  });

  it('only says what it would do in a dry run', async () => {
    expect(await run({}, true)).toEqual({
      remoteUrl: expect.any(String),
      branch,
      baseBranch: 'trunk',
    });
    expect(git('branch', '--list', branch)).toBe('');
  });

  it.each<[Partial<Input>, string]>([
    [{ name: 'none' }, 'There is no repository'],
    [{ name: '../orders' }, 'cannot be the name of a repository'],
    [{ sourcePath: '..' }, 'not allowed'],
  ])('refuses %j', async (changes, message) => {
    await expect(run(changes)).rejects.toThrow(message);
  });
});
