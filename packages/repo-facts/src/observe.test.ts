import {
  mkdir,
  mkdtemp,
  rm,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { analyzers } from './analyzers';
import { dockerAnalyzer } from './analyzers/docker/dockerAnalyzer';
import { placeIn, placeProblemIn } from './analyzers/places';
import { repoFactsSchema } from './facts';
import { observeRepository } from './observe';
import { DirectoryTree } from './tree/DirectoryTree';
import { MemoryTree } from './tree/MemoryTree';
import { SourceTree } from './tree/SourceTree';

const sections = Object.keys(repoFactsSchema.shape).sort();

const healthy = {
  Dockerfile: 'FROM node:22-slim\nUSER node\n',
  'k8s/pod.yaml':
    'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { containers: [{ name: a, image: a:1 }] }\n',
  '.github/workflows/ci.yml':
    'on: push\njobs: { test: { steps: [{ run: npm test }] } }\n',
  'README.md': '# A service\n\nWhat it does.\n',
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'observe-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const observe = (files: Record<string, string | Uint8Array>) =>
  observeRepository({ tree: new MemoryTree(files) });

describe('observeRepository', () => {
  it('states every section of a healthy tree, in the shape that is promised', async () => {
    const { facts, problems } = await observe(healthy);
    expect(problems).toEqual([]);
    expect(Object.keys(facts).sort()).toEqual(sections);
    expect(repoFactsSchema.parse(facts)).toEqual(facts);
    expect(facts.docker?.images).toHaveLength(1);
    expect(facts.ci?.steps).toHaveLength(1);
    expect(facts.kubernetes?.workloads).toHaveLength(1);
    expect(facts.docs?.readme).toHaveLength(1);
  });

  it('states every section of an empty tree', async () => {
    const { facts, problems } = await observe({});
    expect(problems).toEqual([]);
    expect(Object.keys(facts).sort()).toEqual(sections);
  });

  it('says once what is wrong with a file that is asked for more than once', async () => {
    const { problems } = await observe({
      'package.json': new Uint8Array([0, 1, 2]),
    });
    expect(problems.filter(({ fact }) => fact === 'dependencies')).toEqual([
      expect.objectContaining({ path: 'package.json' }),
    ]);
  });

  it('has one analyzer for each section', () => {
    expect(analyzers.map(({ section }) => section).sort()).toEqual(sections);
  });

  it('gives the same answer whatever the order of the files', async () => {
    const reversed = Object.fromEntries(Object.entries(healthy).reverse());
    expect(await observe(reversed)).toEqual(await observe(healthy));
  });

  it('sorts by path and line', async () => {
    const { facts } = await observe({
      'b.Dockerfile': 'FROM a:1',
      'a.Dockerfile': 'FROM a:1',
    });
    expect(facts.docker?.images.map(({ path }) => path)).toEqual([
      'a.Dockerfile',
      'b.Dockerfile',
    ]);
  });

  it('keeps so many entries of a list, and says that there are more', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 501 }, (_, i) => [`${i}.Dockerfile`, 'FROM a:1']),
    );
    const { facts, problems } = await observe(files);
    expect(facts.docker?.images).toHaveLength(500);
    expect(problems).toEqual([
      { fact: 'docker.images', reason: expect.stringMatching('501') },
    ]);
  });

  it('leaves out the section of an analyzer that fails, and no other', async () => {
    const analyze = jest
      .spyOn(dockerAnalyzer, 'analyze')
      .mockRejectedValueOnce(new TypeError('not a function'));
    const { facts, problems } = await observe(healthy);
    analyze.mockRestore();
    expect(problems).toEqual([{ fact: 'docker', reason: 'not a function' }]);
    expect(Object.keys(facts).sort()).toEqual(
      sections.filter(section => section !== 'docker'),
    );
  });

  it('tells of a file that fails in a way that no tree promises', async () => {
    const tree = new MemoryTree(healthy);
    const failing: SourceTree = {
      list: () => tree.list(),
      read: path =>
        path === 'k8s/pod.yaml'
          ? Promise.reject(new TypeError('disk on fire'))
          : tree.read(path),
    };
    const { facts, problems } = await observeRepository({ tree: failing });
    expect(problems).toContainEqual({
      fact: 'kubernetes',
      path: 'k8s/pod.yaml',
      reason: 'disk on fire',
    });
    expect(facts.docker?.images).toHaveLength(1);
  });

  it('says why nothing is known when the tree cannot be listed', async () => {
    const tree = new DirectoryTree(join(folder, 'none'));
    expect(await observeRepository({ tree })).toEqual({
      facts: {},
      problems: [{ fact: '', reason: expect.stringMatching('ENOENT') }],
    });
  });

  it('stops when it is aborted, before and during the reading', async () => {
    const reason = new Error('enough');
    const tree = new MemoryTree(healthy);
    await expect(
      observeRepository({ tree, signal: AbortSignal.abort(reason) }),
    ).rejects.toBe(reason);

    const controller = new AbortController();
    const reads: string[] = [];
    const aborting: SourceTree = {
      list: () => tree.list(),
      read(path) {
        reads.push(path);
        controller.abort(reason);
        return tree.read(path);
      },
    };
    await expect(
      observeRepository({ tree: aborting, signal: controller.signal }),
    ).rejects.toBe(reason);
    expect(reads).toHaveLength(1);
  });
});

describe('an entity in a folder of a repository', () => {
  const inFolder = (home: string, files: Record<string, string>) =>
    Object.fromEntries(
      Object.entries(files).map(([path, text]) => [`${home}/${path}`, text]),
    );
  const observeFolder = (files: Record<string, string>, home: string) =>
    observeRepository({ tree: new MemoryTree(files), folder: home });

  it('is what lies in its folder, by paths of the repository', async () => {
    const { facts, problems } = await observeFolder(
      {
        ...inFolder('services/orders', {
          ...healthy,
          'package.json': '{"name":"orders","dependencies":{"a":"1"}}',
          'package-lock.json': '{}',
        }),
        ...inFolder('services/orders-old', healthy),
        Dockerfile: 'FROM scratch\n',
      },
      'services/orders',
    );
    expect(problems).toEqual([]);
    expect(repoFactsSchema.parse(facts)).toEqual(facts);
    expect(facts.docker?.images).toMatchObject([
      {
        path: 'services/orders/Dockerfile',
        bases: [{ path: 'services/orders/Dockerfile' }],
      },
    ]);
    expect(facts.kubernetes?.workloads.map(({ path }) => path)).toEqual([
      'services/orders/k8s/pod.yaml',
    ]);
    expect(facts.docs?.readme.map(({ path }) => path)).toEqual([
      'services/orders/README.md',
    ]);
    expect(facts.dependencies?.manifests).toMatchObject([
      {
        path: 'services/orders/package.json',
        lockFile: 'services/orders/package-lock.json',
      },
    ]);
  });

  it('is not what other entities in that folder have', async () => {
    const files = {
      ...healthy,
      'catalog-info.yaml': '',
      ...inFolder('services/other', { ...healthy, 'catalog-info.yml': '' }),
      ...inFolder('services/other/deep', healthy),
      'services/mine/Dockerfile': 'FROM a:1\n',
    };
    const { facts } = await observe(files);
    expect(facts.docker?.images.map(({ path }) => path)).toEqual([
      'Dockerfile',
      'services/mine/Dockerfile',
    ]);
    const other = await observeFolder(files, 'services/other');
    expect(other.facts.files?.count).toBe(9);
  });

  it('names the file of a problem by its path in the repository', async () => {
    const { problems } = await observeFolder(
      inFolder('a', { 'k8s/pod.yaml': 'apiVersion: v1\nkind: [\n' }),
      'a',
    );
    expect(problems).toEqual([
      {
        fact: 'kubernetes',
        path: 'a/k8s/pod.yaml',
        line: expect.any(Number),
        reason: expect.stringMatching(/^a\/k8s\/pod.yaml\b/),
      },
    ]);
  });

  it.each(['none', '../a', 'a/..', 'a/', '/a'])(
    'is not known where the folder does not exist: %s',
    async home => {
      expect(await observeFolder({ 'a/b': '' }, home)).toEqual({
        facts: {},
        problems: [
          { fact: '', reason: `There is no file in ${home} that counts.` },
        ],
      });
    },
  );

  it('has the facts that its folder alone would have, where nothing lies outside', async () => {
    const path = fc.constantFrom(
      ...['Dockerfile', 'k8s/pod.yaml', 'README.md', 'docs/README.md'],
      ...[
        'src/server.ts',
        'package.json',
        'go.mod',
        '.env',
        'a/catalog-info.yaml',
      ],
      ...['a/Dockerfile', 'build/Dockerfile', 'docs/runbook.md', 'slo.yaml'],
    );
    const text = fc.oneof(
      fc.constantFrom(...Object.values(healthy), '{"name":"a"}', 'A=1\n'),
      fc.string(),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(path, text, { minKeys: 1 }),
        async found => {
          const files = { LICENSE: '', ...found };
          const alone = await observe(files);
          const placed = await observeFolder(inFolder('x/y', files), 'x/y');
          expect(placed.facts).toEqual(placeIn('x/y', alone.facts));
          expect(placed.problems).toEqual(
            alone.problems.map(problem => placeProblemIn('x/y', problem)),
          );
        },
      ),
    );
  });
});

describe('a hostile tree', () => {
  async function onDisk(files: Record<string, string | Uint8Array>) {
    const root = await mkdtemp(join(folder, 'tree-'));
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), content);
    }
    return root;
  }

  /** What is unknown of a tree, and how many things are known of others. */
  async function outcome(tree: SourceTree) {
    const { facts, problems } = await observeRepository({ tree });
    return {
      unknown: problems.map(({ fact, reason }) => `${fact}: ${reason}`),
      known: [
        facts.docker?.images.length,
        facts.kubernetes?.workloads.length,
        facts.ci?.pipelines.length,
        facts.docs?.readme.length,
      ],
    };
  }

  it('with a Dockerfile that is a link out of it leaves docker unknown', async () => {
    const { Dockerfile, ...rest } = healthy;
    const outside = join(await onDisk({ Dockerfile }), 'Dockerfile');
    const root = await onDisk(rest);
    await symlink(outside, join(root, 'Dockerfile'));
    expect(await outcome(new DirectoryTree(root))).toEqual({
      unknown: [
        expect.stringMatching(
          'docker: .*Dockerfile is a link that leaves the tree',
        ),
      ],
      known: [0, 1, 1, 1],
    });
  });

  it('with a manifest of two gigabytes leaves kubernetes unknown', async () => {
    const root = await onDisk(healthy);
    await writeFile(join(root, 'k8s/huge.yaml'), '');
    await truncate(join(root, 'k8s/huge.yaml'), 2 * 1024 ** 3);
    expect(await outcome(new DirectoryTree(root))).toEqual({
      unknown: [
        expect.stringMatching('kubernetes: .*k8s/huge.yaml is larger than'),
      ],
      known: [1, 1, 1, 1],
    });
  });

  it('with an alias bomb for a workflow leaves ci unknown', async () => {
    const levels = Array.from(
      { length: 9 },
      (_, i) => `l${i + 1}: &l${i + 1} [${`*l${i},`.repeat(9)}]`,
    );
    expect(
      await outcome(
        new MemoryTree({
          ...healthy,
          '.github/workflows/bomb.yml': ['l0: &l0 [x]', ...levels].join('\n'),
        }),
      ),
    ).toEqual({
      unknown: [expect.stringMatching('ci: .*bomb.yml:1 ')],
      known: [1, 1, 1, 1],
    });
  });

  it('with a binary called Dockerfile leaves docker unknown', async () => {
    expect(
      await outcome(
        new MemoryTree({ ...healthy, Dockerfile: new Uint8Array([0, 1, 2]) }),
      ),
    ).toEqual({
      unknown: [expect.stringMatching('docker: .*Dockerfile is a binary file')],
      known: [0, 1, 1, 1],
    });
  });

  it('with a file that was left out of an archive leaves its section unknown', async () => {
    const { Dockerfile, ...rest } = healthy;
    const unread = [{ path: 'Dockerfile', reason: 'was too large to fetch' }];
    expect(await outcome(new MemoryTree(rest, { unread }))).toEqual({
      unknown: [expect.stringMatching('docker: .*was too large to fetch')],
      known: [0, 1, 1, 1],
    });
  });

  it('with YAML nested without bound leaves its section unknown', async () => {
    expect(
      await outcome(
        new MemoryTree({
          ...healthy,
          'k8s/deep.yaml': `apiVersion: v1\nkind: Pod\nspec: ${'['.repeat(
            200_000,
          )}`,
        }),
      ),
    ).toEqual({
      unknown: [expect.stringMatching('kubernetes: .*is nested too deeply')],
      known: [1, 1, 1, 1],
    });
  });

  it('with folders nested without bound is observed', async () => {
    const deep = Array.from({ length: 1_000 }, () => 'd').join('/');
    const { facts, problems } = await observe({
      ...healthy,
      [`${deep}/Dockerfile`]: 'FROM a:1',
    });
    expect(problems).toEqual([]);
    expect(facts.docker?.images).toHaveLength(2);
  });

  it('with more files than are listed says so for all facts, and reads the rest', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 60_000 }, (_, i) => [`z/${i}.txt`, '']),
    );
    const { facts, problems } = await observe({ ...healthy, ...many });
    expect(problems).toEqual([
      { fact: '', reason: 'The tree has more than 50000 files.' },
    ]);
    expect(facts.docker?.images).toHaveLength(1);
    expect(facts.kubernetes?.workloads).toHaveLength(1);
  });
});
