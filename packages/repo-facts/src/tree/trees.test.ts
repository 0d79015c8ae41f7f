import {
  chmod,
  mkdir,
  mkdtemp,
  rm,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { DirectoryTree } from './DirectoryTree';
import { MemoryTree, MemoryTreeOptions } from './MemoryTree';
import { SourceTree, UnreadableFileError } from './SourceTree';

const folders: string[] = [];

async function folderOf(
  files: Record<string, string | Uint8Array>,
): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'tree-'));
  folders.push(root);
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
  return root;
}

afterAll(async () => {
  for (const folder of folders) {
    await rm(folder, { recursive: true, force: true });
  }
});

const pathsOf = async (tree: SourceTree) =>
  (await tree.list()).files.map(({ path }) => path);

type Make = (
  files: Record<string, string | Uint8Array>,
  options?: MemoryTreeOptions,
) => Promise<SourceTree>;

describe.each<[string, Make]>([
  ['MemoryTree', async (files, options) => new MemoryTree(files, options)],
  [
    'DirectoryTree',
    async (files, options) => new DirectoryTree(await folderOf(files), options),
  ],
])('%s', (_, make) => {
  it('lists files by path with their size in bytes', async () => {
    const tree = await make({ 'b/z.txt': 'é', 'a.txt': '', 'B.txt': 'x' });
    expect(await tree.list()).toEqual({
      files: [
        { path: 'B.txt', size: 1 },
        { path: 'a.txt', size: 0 },
        { path: 'b/z.txt', size: 2 },
      ],
    });
  });

  it('reads text, without a byte order mark', async () => {
    const tree = await make({ 'a.txt': '\uFEFFgrüezi\n', empty: '' });
    expect(await tree.read('a.txt')).toBe('grüezi\n');
    expect(await tree.read('empty')).toBe('');
  });

  it('leaves out what others wrote, what tools made, and examples', async () => {
    const tree = await make({
      'package.json': '{}',
      'src/a.ts': '',
      'node_modules/x/Dockerfile': '',
      'src/vendor/x/Dockerfile': '',
      'test/fixtures/Dockerfile': '',
      'pkg/testdata/Dockerfile': '',
      '__fixtures__/Dockerfile': '',
      'examples/Dockerfile': '',
      'dist/Dockerfile': '',
      'build/Dockerfile': '',
      '.yarn/releases/yarn.cjs': '',
      '.git/config': '',
      'python/pyvenv.cfg': '',
      'python/lib/x.py': '',
    });
    expect(await pathsOf(tree)).toEqual(['package.json', 'src/a.ts']);
  });

  it('keeps a folder called build or target that no tool writes', async () => {
    const tree = await make({
      'go.mod': '',
      'build/package/Dockerfile': '',
      'target/prod.yaml': '',
      'java/pom.xml': '',
      'java/target/x.yaml': '',
    });
    expect(await pathsOf(tree)).toEqual([
      'build/package/Dockerfile',
      'go.mod',
      'java/pom.xml',
      'target/prod.yaml',
    ]);
  });

  it('says that the listing is incomplete past the limit, always for the same files', async () => {
    const files = { 'a/1': '', 'a/2': '', 'b/1': '', 'c/1': '' };
    const tree = await make(files, { limits: { files: 3 } });
    expect(await tree.list()).toEqual({
      files: ['a/1', 'a/2', 'b/1'].map(path => ({ path, size: 0 })),
      incomplete: 'The tree has more than 3 files.',
    });
    const exact = await make(files, { limits: { files: 4 } });
    expect((await exact.list()).incomplete).toBeUndefined();
  });

  it.each([
    ['too large', 'large', 'large is larger than 20 bytes and was not read'],
    ['binary', 'binary', 'binary is a binary file'],
    ['missing', 'none', 'none does not exist in the tree'],
    ['outside', '../a', '../a does not exist in the tree'],
    ['absolute', '/etc/passwd', '/etc/passwd does not exist in the tree'],
    ['left out', '.git/config', '.git/config does not exist in the tree'],
    ['known to be unread', 'big.bin', 'big.bin was left out of the archive'],
  ])('refuses a file that is %s', async (__, path, message) => {
    const tree = await make(
      {
        large: 'x'.repeat(21),
        binary: new Uint8Array([0x7f, 0x45, 0, 1]),
        '.git/config': 'x',
      },
      {
        limits: { fileBytes: 20 },
        unread: [{ path: 'big.bin', reason: 'was left out of the archive' }],
      },
    );
    const error = await tree.read(path).catch(e => e);
    expect(error).toBeInstanceOf(UnreadableFileError);
    expect(error).toMatchObject({ message, path });
  });

  it('lists files that are known to be unread, inside the boundaries only', async () => {
    const tree = await make(
      { 'a.txt': '' },
      {
        unread: [
          { path: 'b.txt', reason: 'is large' },
          { path: '../c.txt', reason: 'is large' },
          { path: 'node_modules/d.js', reason: 'is large' },
        ],
      },
    );
    expect(await pathsOf(tree)).toEqual(['a.txt', 'b.txt']);
  });
});

describe('both trees', () => {
  it('agree on what is inside', async () => {
    const name = fc.constantFrom(
      ...['src', 'build', 'target', 'vendor', 'examples', 'a', 'Dockerfile'],
      ...['package.json', 'pom.xml', 'catalog-info.yaml', '.git'],
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(name, { minLength: 1, maxLength: 4 }), {
          maxLength: 12,
        }),
        async paths => {
          const files: Record<string, string> = {};
          for (const parts of paths) {
            // A leaf of its own, so that no file is also a folder.
            files[parts.map(part => `${part}`).join('/')] = '';
          }
          for (const path of Object.keys(files)) {
            if (
              Object.keys(files).some(other => other.startsWith(`${path}/`))
            ) {
              delete files[path];
            }
          }
          const onDisk = new DirectoryTree(await folderOf(files));
          expect(await onDisk.list()).toEqual(
            await new MemoryTree(files).list(),
          );
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('DirectoryTree on a hostile folder', () => {
  it('reads links that stay inside and refuses those that leave', async () => {
    const outside = await folderOf({ secret: 'outside' });
    const root = await folderOf({
      'a/real.txt': 'inside',
      '.git/config': 'token',
    });
    await symlink('a/real.txt', join(root, 'inside.txt'));
    await symlink(join(outside, 'secret'), join(root, 'Dockerfile'));
    await symlink(join(root, '.git/config'), join(root, 'git.txt'));
    await symlink('nowhere', join(root, 'dangling'));
    await symlink('loop', join(root, 'loop'));
    await symlink(outside, join(root, 'folder'));
    await symlink('a', join(root, 'same'));

    const tree = new DirectoryTree(root);
    expect(await pathsOf(tree)).toEqual([
      'Dockerfile',
      'a/real.txt',
      'dangling',
      'folder',
      'git.txt',
      'inside.txt',
      'loop',
    ]);
    expect(await tree.read('inside.txt')).toBe('inside');
    await expect(tree.read('Dockerfile')).rejects.toThrow(
      'Dockerfile is a link that leaves the tree',
    );
    await expect(tree.read('git.txt')).rejects.toThrow(UnreadableFileError);
    await expect(tree.read('dangling')).rejects.toThrow('leads nowhere');
    await expect(tree.read('loop')).rejects.toThrow(UnreadableFileError);
    await expect(tree.read('folder')).rejects.toThrow('leaves the tree');
    await expect(tree.read('folder/secret')).rejects.toThrow('does not exist');
  });

  it('does not follow what became a link after the listing', async () => {
    const outside = await folderOf({ 'a.txt': 'outside' });
    const root = await folderOf({ 'a.txt': 'inside', 'b/a.txt': 'inside' });
    const tree = new DirectoryTree(root);
    await tree.list();
    await rm(join(root, 'a.txt'));
    await symlink(join(outside, 'a.txt'), join(root, 'a.txt'));
    await rm(join(root, 'b'), { recursive: true });
    await symlink(outside, join(root, 'b'));
    await expect(tree.read('a.txt')).rejects.toThrow('leaves the tree');
    await expect(tree.read('b/a.txt')).rejects.toThrow('leaves the tree');
  });

  it('refuses a sparse file of gigabytes without reading it', async () => {
    const root = await folderOf({ 'huge.yaml': '' });
    await truncate(join(root, 'huge.yaml'), 2 * 1024 ** 3);
    const tree = new DirectoryTree(root);
    await expect(tree.read('huge.yaml')).rejects.toThrow('is larger than');
  });

  it('refuses a file that grew past the limit after the listing', async () => {
    const root = await folderOf({ 'a.txt': 'small' });
    const tree = new DirectoryTree(root, { limits: { fileBytes: 10 } });
    await tree.list();
    await writeFile(join(root, 'a.txt'), 'x'.repeat(11));
    await expect(tree.read('a.txt')).rejects.toThrow('is larger than');
  });

  it('refuses a pipe without waiting for it', async () => {
    const root = await folderOf({});
    execFileSync('mkfifo', [join(root, 'Dockerfile')]);
    await expect(new DirectoryTree(root).read('Dockerfile')).rejects.toThrow(
      'is not a regular file',
    );
  });

  it('walks folders nested thousands deep', async () => {
    const root = await folderOf({ top: '' });
    const deep = Array.from({ length: 1_500 }, () => 'd').join('/');
    await mkdir(join(root, deep), { recursive: true });
    await writeFile(join(root, deep, 'leaf'), '');
    expect(await pathsOf(new DirectoryTree(root))).toEqual([
      `${deep}/leaf`,
      'top',
    ]);
  });

  it('says that the listing is incomplete when a folder cannot be opened', async () => {
    const root = await folderOf({ 'closed/a': '', b: '' });
    await chmod(join(root, 'closed'), 0o000);
    const { files, incomplete } = await new DirectoryTree(root).list();
    await chmod(join(root, 'closed'), 0o700);
    // The superuser opens every folder.
    const superuser = process.getuid?.() === 0;
    expect({ files: files.length, incomplete }).toEqual(
      superuser
        ? { files: 2, incomplete: undefined }
        : { files: 1, incomplete: 'The folder closed cannot be opened.' },
    );
  });

  it('fails when the folder itself does not exist', async () => {
    await expect(
      new DirectoryTree(join(tmpdir(), 'no-such-folder')).list(),
    ).rejects.toThrow('ENOENT');
  });
});
