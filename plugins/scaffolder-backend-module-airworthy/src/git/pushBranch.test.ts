import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { BareRepository } from '../__testUtils__/forges/BareRepository';
import { runGit } from '../__testUtils__/forges/runGit';
import { pushBranch } from './pushBranch';
import { withdrawBranch } from './withdrawBranch';

const directory = createMockDirectory();
const bare = directory.resolve('orders.git');
const branch = 'add-ci';

let repository: BareRepository;
let temporary: string;

const git = async (...args: string[]) => (await runGit(args)).toString().trim();

const change = (remote: string) => ({
  run: async (folder: string, args: string[], env = {}) => {
    const printed = await runGit(['-C', folder, ...args], { environment: env });
    return printed.toString().trim();
  },
  ...{ remote, branch, temporary },
  baseBranch: 'main',
  message: 'ci: run the tests',
  from: directory.resolve('changes'),
  changes: { deleted: [] },
});

beforeEach(async () => {
  directory.setContent({ changes: { 'ci.yaml': 'on: push\n' } });
  repository = await BareRepository.create(bare);
  await repository.fill({ 'README.md': '# Orders\n' });
  temporary = await mkdtemp(directory.resolve('temporary-'));
});

describe.each([
  ['a folder', bare],
  ['an address', pathToFileURL(bare).href],
])('pushes to %s', (_, remote) => {
  it('on top of the base, whatever tags are called', async () => {
    const before = await repository.resolve('main');
    const blob = await repository.writeBlob('Of a tag\n');
    const tree = await repository.writeTree(undefined, [{ path: 'a', blob }]);
    const other = await repository.writeCommit({
      ...{ tree, parents: [], message: 'Other' },
    });
    for (const tag of ['main', branch]) {
      await git('--git-dir', bare, 'tag', tag, other);
    }

    const commit = await pushBranch(change(remote));
    const head = `refs/heads/${branch}`;
    expect(await repository.resolve(head)).toBe(commit);
    expect(await repository.resolve(`${head}^`)).toBe(before);
    expect(await repository.resolve(`refs/tags/${branch}`)).toBe(other);
    expect(await repository.diff('refs/heads/main', head)).toEqual([
      'A ci.yaml',
    ]);
  });

  it('and takes that away again', async () => {
    const pushed = change(remote);
    await withdrawBranch(pushed, await pushBranch(pushed));
    expect(await repository.branches()).toEqual(['main']);
  });

  it('but not what somebody added to it', async () => {
    const pushed = change(remote);
    const commit = await pushBranch(pushed);
    const tree = (await repository.resolve(`${commit}^{tree}`))!;
    const more = await repository.writeCommit({
      ...{ tree, parents: [commit], message: 'More' },
    });
    await repository.setBranch(branch, more, commit);

    await expect(withdrawBranch(pushed, commit)).rejects.toThrow(/stale info/);
    expect(await repository.resolve(branch)).toBe(more);
  });
});

it('fetches no history of a server', async () => {
  const first = (await repository.resolve('main'))!;
  const tree = (await repository.resolve(`${first}^{tree}`))!;
  const second = await repository.writeCommit({
    ...{ tree, parents: [first], message: 'Second' },
  });
  await repository.setBranch('main', second, first);

  await pushBranch(change(pathToFileURL(bare).href));
  const fetched = join(temporary, 'git');
  expect(
    await git('--git-dir', fetched, 'rev-list', '--count', 'refs/heads/main'),
  ).toBe('1');
});
