import {
  mkdir,
  mkdtemp,
  readdir,
  realpath,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { UrlReaderServiceReadTreeOptions } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { NotModifiedError } from '@backstage/errors';
import { OpenSourceTree, SourceTrees, SourceTreesOptions } from './SourceTrees';

const signal = new AbortController().signal;
const url = {
  type: 'url',
  target: 'https://example.com/tree/main/',
  folder: '',
} as const;

/** What a tree says of itself and of its files. */
async function contentOf({ tree, folder, revision }: OpenSourceTree) {
  const { files, incomplete } = await tree.list();
  const contents = await Promise.all(
    files.map(async ({ path }) => [
      path,
      await tree.read(path).catch(error => `Error: ${error.message}`),
    ]),
  );
  return {
    revision,
    incomplete,
    files: Object.fromEntries(contents),
    ...(folder && { folder }),
  };
}

describe('SourceTrees', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'source-trees-')));
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function write(files: Record<string, string>, root = folder) {
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), content);
    }
  }

  describe('of folders', () => {
    const open = (target: string, ...allowedFolders: string[]) =>
      new SourceTrees({
        urlReader: mockServices.urlReader.mock(),
        allowedFolders,
        allowedFoldersKey: 'some.key',
      }).open({ type: 'file', target, folder: '' }, { signal }, contentOf);

    it('reads what lies below an allowed folder', async () => {
      await write({ 'a/README.md': '# A' });
      expect(await open(join(folder, 'a'), folder)).toEqual({
        files: { 'README.md': '# A' },
      });
      expect(await open(folder, folder)).toMatchObject({
        files: { 'a/README.md': '# A' },
      });
    });

    it('reads the whole repository that a folder lies in, as far as allowed', async () => {
      await write({
        'repo/.git/HEAD': '',
        'repo/CODEOWNERS': '* @a',
        'repo/services/a/README.md': '# A',
        'repo/examples/b/README.md': '# B',
      });
      const service = join(folder, 'repo/services/a');
      expect(await open(service, folder)).toEqual({
        files: { CODEOWNERS: '* @a', 'services/a/README.md': '# A' },
        folder: 'services/a',
      });
      expect(await open(service, join(folder, 'repo/services'))).toEqual({
        files: { 'README.md': '# A' },
      });
      expect(await open(join(folder, 'repo/examples/b'), folder)).toEqual({
        files: { 'README.md': '# B' },
      });
    });

    it('allows nothing by itself, and says which setting does', async () => {
      await expect(open(folder)).rejects.toThrow(
        /may not be read: the config key some\.key does not allow it/,
      );
    });

    it('refuses a neighbour whose name begins the same', async () => {
      await write({ 'a/x': '', 'ab/x': '' });
      await expect(
        open(join(folder, 'ab'), join(folder, 'a')),
      ).rejects.toMatchObject({ name: 'NotAllowedError' });
    });

    it('refuses ways out: dots and links', async () => {
      await write({ 'allowed/x': '', 'secret/x': '' });
      const allowed = join(folder, 'allowed');
      await symlink(join(folder, 'secret'), join(allowed, 'link'));
      for (const way of [`${allowed}/../secret`, `${allowed}/link`]) {
        await expect(open(way, allowed)).rejects.toMatchObject({
          name: 'NotAllowedError',
        });
      }
    });

    it('says nothing of whether a folder exists that is not allowed', async () => {
      await write({ 'allowed/x': '', 'there/x': '' });
      const reason = (name: string) =>
        open(join(folder, name), join(folder, 'allowed')).catch(
          error => error.name,
        );
      expect(await reason('there')).toBe(await reason('not-there'));
    });

    it('tells of a folder that is missing, and of one that is a file', async () => {
      await write({ file: '' });
      for (const name of ['missing', 'file']) {
        await expect(open(join(folder, name), folder)).rejects.toMatchObject({
          name: 'NotFoundError',
        });
      }
    });
  });

  describe('of URLs', () => {
    /** A reader that unpacks some files, as the archive readers do. */
    function reading(
      files: Record<string, string>,
      options: Partial<SourceTreesOptions> = {},
    ) {
      const targets: string[] = [];
      const urlReader = mockServices.urlReader.mock({
        readTree: async (
          _url: string,
          { etag, filter }: UrlReaderServiceReadTreeOptions = {},
        ) => {
          if (etag === 'abc') {
            throw new NotModifiedError();
          }
          return {
            etag: 'abc',
            files: async () => [],
            archive: async () => {
              throw new Error('not asked for');
            },
            dir: async ({ targetDir = '' } = {}) => {
              targets.push(targetDir);
              await write(
                Object.fromEntries(
                  Object.entries(files).filter(([path, { length: size }]) =>
                    filter?.(path, { size }),
                  ),
                ),
                targetDir,
              );
              return targetDir;
            },
          };
        },
      });
      const trees = new SourceTrees({
        urlReader,
        allowedFolders: [],
        allowedFoldersKey: 'some.key',
        ...options,
      });
      return { trees, targets, urlReader };
    }

    it('unpacks the tree, and leaves nothing behind', async () => {
      const { trees, targets } = reading({
        'README.md': '# A',
        'src/a.js': '',
      });
      expect(await trees.open(url, { signal }, contentOf)).toEqual({
        revision: 'abc',
        files: { 'README.md': '# A', 'src/a.js': '' },
      });
      await expect(readdir(targets[0])).rejects.toThrow('ENOENT');
    });

    it('leaves nothing behind when its use fails', async () => {
      const { trees, targets } = reading({ 'README.md': '# A' });
      await expect(
        trees.open(url, { signal }, async () => {
          throw new Error('no use');
        }),
      ).rejects.toThrow('no use');
      await expect(readdir(targets[0])).rejects.toThrow('ENOENT');
    });

    it('is unchanged at the same revision, and does not unpack it', async () => {
      const { trees, targets } = reading({ 'README.md': '# A' });
      expect(
        await trees.open(url, { signal, previousRevision: 'abc' }, contentOf),
      ).toBe('unchanged');
      expect(targets).toEqual([]);
    });

    it('remembers files that were too large to be unpacked', async () => {
      const { trees } = reading(
        { 'README.md': '# A', Dockerfile: 'x'.repeat(50) },
        { limits: { fileBytes: 20 } },
      );
      expect(await trees.open(url, { signal }, contentOf)).toMatchObject({
        files: {
          'README.md': '# A',
          Dockerfile: 'Error: Dockerfile is larger than 20 bytes',
        },
      });
    });

    it('stops unpacking when the tree has grown too large', async () => {
      const { trees } = reading(
        { a: 'x'.repeat(15), b: 'x'.repeat(15) },
        { treeBytes: 20 },
      );
      expect(await trees.open(url, { signal }, contentOf)).toMatchObject({
        files: { b: 'Error: b is past the size of a tree that is read' },
      });
    });

    it('says that a tree of too many files is not all of it', async () => {
      const { trees } = reading(
        { a: '', b: '', c: '', d: '' },
        { limits: { files: 2 } },
      );
      expect(await trees.open(url, { signal }, contentOf)).toEqual({
        revision: 'abc',
        incomplete: 'The tree has more than 2 files.',
        files: { a: '', b: '' },
      });
    });

    it('makes no folder but those of files, and none without end', async () => {
      const deep = `${'d/'.repeat(200)}x`;
      const { trees, urlReader } = reading({ 'README.md': '# A', [deep]: '' });
      expect(await trees.open(url, { signal }, contentOf)).toMatchObject({
        files: {
          'README.md': '# A',
          [deep]: expect.stringContaining('lies deeper than 100 folders'),
        },
      });
      const [, options] = urlReader.readTree.mock.calls[0];
      expect(options?.filter?.('empty/', { size: 0 })).toBe(false);
    });

    /** A reader that neither answers nor heeds the signal. */
    function hanging() {
      const targets: string[] = [];
      const urlReader = mockServices.urlReader.mock({
        readTree: async () => ({
          etag: 'abc',
          files: async () => [],
          archive: () => new Promise(() => {}),
          dir: ({ targetDir = '' } = {}) => {
            targets.push(targetDir);
            return new Promise<string>(() => {});
          },
        }),
      });
      return { urlReader, targets, allowedFolders: [], allowedFoldersKey: '' };
    }

    it('gives up on what takes too long, says so, and leaves nothing behind', async () => {
      const options = hanging();
      const trees = new SourceTrees({ ...options, timeoutMs: 100 });
      await expect(trees.open(url, { signal }, contentOf)).rejects.toThrow(
        'https://example.com/tree/main/ was not read within 0.1 seconds',
      );
      await expect(readdir(options.targets[0])).rejects.toThrow('ENOENT');
    });

    it('stops in the middle when it is told to, and leaves nothing behind', async () => {
      const options = hanging();
      const controller = new AbortController();
      const opening = new SourceTrees(options).open(
        url,
        { signal: controller.signal },
        contentOf,
      );
      while (options.targets.length === 0) {
        await new Promise(setImmediate);
      }
      controller.abort(new Error('stop'));
      await expect(opening).rejects.toThrow('stop');
      await expect(readdir(options.targets[0])).rejects.toThrow('ENOENT');
    });

    it('does not begin when it is told to stop', async () => {
      const { trees, urlReader } = reading({});
      await expect(
        trees.open(
          url,
          { signal: AbortSignal.abort(new Error('stop')) },
          contentOf,
        ),
      ).rejects.toThrow('stop');
      expect(urlReader.readTree).not.toHaveBeenCalled();
    });
  });
});
