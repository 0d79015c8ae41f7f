import { execFileSync } from 'node:child_process';
import {
  mkdir,
  readdir,
  readFile,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { parse } from 'yaml';
import { createPublishGitLocalAction } from './publishGitLocal';
import { examples } from './publishGitLocal.examples';

type Input = {
  name: string;
  sourcePath?: string;
  defaultBranch?: string;
  gitCommitMessage?: string;
};

const directory = createMockDirectory();
const folder = directory.resolve('repositories');

const action = createPublishGitLocalAction({
  localGit: {
    folder,
    location: 'location:default/local-repositories',
    author: { name: 'Scaffolder', email: 'scaffolder@example.com' },
  },
});

function contextOf(input: Input, isDryRun = false) {
  const outputs: Record<string, unknown> = {};
  const context = {
    ...createMockActionContext<Input>({
      input,
      workspacePath: directory.resolve('workspace'),
    }),
    isDryRun,
    createTemporaryDirectory: async () => {
      const path = directory.resolve(`temporary`);
      await mkdir(path, { recursive: true });
      return path;
    },
    output: (name: string, value: unknown) => {
      outputs[name] = value;
    },
  };
  return { context, outputs };
}

function gitIn(repository: string, ...args: string[]) {
  return execFileSync('git', ['-C', repository, ...args], {
    encoding: 'utf8',
  }).trim();
}

describe('publish:git:local', () => {
  beforeEach(() => {
    directory.setContent({
      workspace: {
        'catalog-info.yaml': 'kind: Component\n',
        '.gitignore': 'node_modules/\n',
        node_modules: { 'big.js': 'ignored' },
        service: { 'README.md': '# Service\n' },
      },
    });
  });

  it('commits the workspace, pushes it, and checks it out beside', async () => {
    const { context, outputs } = contextOf({ name: 'orders' });
    await action.handler(context);

    const bare = fileURLToPath(String(outputs.remoteUrl));
    expect(bare).toBe(join(folder, 'orders.git'));
    expect(gitIn(bare, 'rev-parse', 'main')).toBe(outputs.commitHash);
    expect(gitIn(bare, 'log', '--format=%an <%ae> %s')).toBe(
      'Scaffolder <scaffolder@example.com> Initial commit',
    );
    expect(gitIn(bare, 'ls-tree', '-r', '--name-only', 'main')).toBe(
      '.gitignore\ncatalog-info.yaml\nservice/README.md',
    );
    expect(outputs.workingCopy).toBe(join(folder, 'orders'));
    expect(await readFile(String(outputs.catalogInfoTarget), 'utf8')).toBe(
      'kind: Component\n',
    );
    expect(
      gitIn(String(outputs.workingCopy), 'remote', 'get-url', 'origin'),
    ).toBe(bare);
  });

  it('checks out no link that leads the catalog elsewhere', async () => {
    const secret = directory.resolve('secret.yaml');
    await writeFile(secret, 'kind: Secret\n');
    await rm(directory.resolve('workspace/catalog-info.yaml'));
    await symlink(secret, directory.resolve('workspace/catalog-info.yaml'));

    const { context, outputs } = contextOf({ name: 'orders' });
    await action.handler(context);

    expect(await readFile(String(outputs.catalogInfoTarget), 'utf8')).toBe(
      secret,
    );
    expect(gitIn(String(outputs.workingCopy), 'status', '--short')).toBe('');
  });

  it('leaves the workspace as it was', async () => {
    const before = await readdir(directory.resolve('workspace'));
    await action.handler(contextOf({ name: 'orders' }).context);
    expect(await readdir(directory.resolve('workspace'))).toEqual(before);
  });

  it('refuses to overwrite a repository', async () => {
    await action.handler(contextOf({ name: 'orders' }).context);
    const first = gitIn(join(folder, 'orders.git'), 'rev-parse', 'main');
    await writeFile(directory.resolve('workspace/new'), 'new');

    await expect(
      action.handler(contextOf({ name: 'orders' }).context),
    ).rejects.toThrow(/orders\.git exists already and is left alone/);
    expect(gitIn(join(folder, 'orders.git'), 'rev-parse', 'main')).toBe(first);
  });

  it('refuses a folder that is no repository of its own making', async () => {
    await mkdir(join(folder, 'orders'), { recursive: true });
    await expect(
      action.handler(contextOf({ name: 'orders' }).context),
    ).rejects.toThrow(/exists already and is left alone/);
    expect(await readdir(folder)).toEqual(['orders']);
  });

  it.each([
    '../escape',
    'a/b',
    'a\\b',
    '..',
    '.',
    '.git',
    '-rf',
    'orders.git',
    'a..b',
    '',
    ' ',
    'a\0b',
    '--upload-pack=evil',
  ])('refuses the name %j', async name => {
    await expect(action.handler(contextOf({ name }).context)).rejects.toThrow(
      /cannot be the name of a repository/,
    );
    await expect(readdir(folder)).rejects.toThrow('ENOENT');
  });

  it('refuses a source outside of the workspace', async () => {
    await expect(
      action.handler(contextOf({ name: 'orders', sourcePath: '..' }).context),
    ).rejects.toThrow(/not allowed/);
  });

  it('leaves nothing behind when there is nothing to commit', async () => {
    await mkdir(directory.resolve('workspace/empty'));
    await expect(
      action.handler(
        contextOf({ name: 'orders', sourcePath: 'empty' }).context,
      ),
    ).rejects.toThrow('git commit failed');
    await expect(readdir(folder)).rejects.toThrow('ENOENT');
  });

  it('takes a half-made repository away when it fails', async () => {
    // A git that cannot clone, which comes last.
    const git = execFileSync('which', ['git'], { encoding: 'utf8' }).trim();
    const script = `#!/bin/sh\ncase " $* " in *" clone "*) exit 128 ;; esac\nexec ${git} "$@"\n`;
    await mkdir(directory.resolve('bin'));
    await writeFile(directory.resolve('bin/git'), script, { mode: 0o755 });
    const { PATH } = process.env;
    process.env.PATH = `${directory.resolve('bin')}:${PATH}`;
    try {
      await expect(
        action.handler(contextOf({ name: 'orders' }).context),
      ).rejects.toThrow('git clone failed');
    } finally {
      process.env.PATH = PATH;
    }
    expect(await readdir(folder)).toEqual([]);
  });

  it('only says what it would do in a dry run', async () => {
    const { context, outputs } = contextOf({ name: 'orders' }, true);
    await action.handler(context);
    expect(outputs).toEqual({
      remoteUrl: expect.stringMatching(/^file:.*orders\.git$/),
      workingCopy: join(folder, 'orders'),
      catalogInfoTarget: join(folder, 'orders', 'catalog-info.yaml'),
    });
    await expect(readdir(folder)).rejects.toThrow('ENOENT');
  });

  it('says which setting is missing', async () => {
    const unconfigured = createPublishGitLocalAction({ localGit: undefined });
    await expect(
      unconfigured.handler(contextOf({ name: 'orders' }).context),
    ).rejects.toThrow('set airworthy.localGit.folder');
  });

  it.each(examples)('does as the example says: $description', async example => {
    const [step] = parse(example.example).steps;
    expect(step.action).toBe(action.id);
    const { context, outputs } = contextOf(step.input);
    await action.handler(context);
    const branch = step.input.defaultBranch ?? 'main';
    expect(gitIn(join(folder, 'orders.git'), 'rev-parse', branch)).toBe(
      outputs.commitHash,
    );
  });
});
