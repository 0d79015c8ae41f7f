import { execFileSync } from 'child_process';
import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'fs';
import { basename, dirname, join, resolve } from 'path';
import readinessPlugin from '@airworthy/backstage-plugin-readiness-backend';
import {
  Report,
  toReportDocument,
} from '@airworthy/backstage-plugin-readiness-common';
import { createAssessAction } from '@airworthy/backstage-plugin-scaffolder-backend-module-airworthy';
import { main } from '@airworthy/cli';
import { compileBuiltInScorecard } from '@airworthy/scorecards';
import { SchedulerServiceTaskFunction } from '@backstage/backend-plugin-api';
import {
  createMockDirectory,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { parse, stringify } from 'yaml';

/**
 * The one idea: the same tree gives byte-identical reports through the command,
 * the scaffolder and the portal. The standard is cut down to the checks of which
 * all three know everything: those that look at files alone.
 */

const root = resolve(__dirname, '../../..');
const corpus = join(root, 'packages/scorecards/corpus');
const services = join(root, 'examples/services');
const directory = createMockDirectory();

interface Tree {
  name: string;
  /** The entity's folder in it. */
  folder: string;
  /** Its files by path; absent for a service of the demo organisation. */
  files?: Record<string, string | string[]>;
}

const inAMonth = new Date(Date.now() + 30 * 24 * 60 * 60 * 1_000)
  .toISOString()
  .slice(0, 10);

/** What its owners have agreed to, and what they have not. */
const excused: Tree = {
  name: 'excused',
  folder: '',
  files: {
    Dockerfile: 'FROM node\nUSER root\n',
    CODEOWNERS: '/.airworthy/ @acme/platform\n',
    '.airworthy/exemptions.yaml': `- check: container-runs-as-non-root
  reason: The image is replaced next month.
  expires: ${inAMonth}
- check: base-image-is-pinned
  reason: Nobody says until when.
`,
  },
};

const trees: Tree[] = [
  excused,
  ...readdirSync(corpus).map(file => ({
    folder: '',
    ...parse(readFileSync(join(corpus, file), 'utf8')),
    name: basename(file, '.yaml'),
  })),
  ...readdirSync(services).map(name => ({ name, folder: '' })),
];
const rootOf = ({ name }: Tree) => join(directory.path, 'trees', name);
const folderOf = (tree: Tree) => join(rootOf(tree), tree.folder);

let portal: Map<string, unknown>;

beforeAll(async () => {
  mkdirSync(join(directory.path, 'trees'));
  for (const tree of trees) writeTree(tree);
  writeFileSync(
    join(directory.path, 'standard.yaml'),
    await standardOfFilesAlone(),
  );
  portal = await gradeInPortal();
}, 300_000);

it.each(trees.filter(({ folder }) => folder === ''))(
  '$name is the same to the command, the scaffolder and the portal',
  async tree => {
    const command = await gradeByCommand(tree);

    expect(command).toMatch(`"entityRef":"component:default/${tree.name}"`);
    expect(await gradeInScaffolder(tree)).toBe(command);
    expect(JSON.stringify(portal.get(tree.name))).toBe(command);
  },
);

it('counts the exemptions that stand in a repository in all three', async () => {
  const { exempt, results } = JSON.parse(await gradeByCommand(excused));
  const resultOf = (id: string) =>
    results.find(({ check }: { check: string }) => check === id);
  expect(exempt).toBe(1);
  expect(resultOf('container-runs-as-non-root')).toMatchObject({
    status: 'exempt',
    excused: 'fail',
    excuse: {
      grantedBy: '@acme/platform',
      path: '.airworthy/exemptions.yaml',
      line: 1,
    },
  });
  expect(resultOf('base-image-is-pinned')).toMatchObject({
    status: 'fail',
    detail: expect.stringContaining('It does not say when it ends.'),
  });
});

// A workspace of the scaffolder is never one.
it.each(trees.filter(({ folder }) => folder !== ''))(
  '$name, a folder of a repository, is the same to the command and the portal',
  async tree => {
    const command = await gradeByCommand(tree);

    expect(command).toMatch(`"path":"${tree.folder}/`);
    expect(JSON.stringify(portal.get(tree.name))).toBe(command);
  },
);

/** Each tree under a name of its own, by which all three know it. */
function writeTree(tree: Tree) {
  const { name, folder, files } = tree;
  if (files) {
    for (const [path, text] of Object.entries(files)) {
      const file = join(rootOf(tree), path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, Array.isArray(text) ? text.join('') : text);
    }
  } else {
    cpSync(join(services, name), rootOf(tree), { recursive: true });
  }
  if (folder) execFileSync('git', ['init', '--quiet', rootOf(tree)]);
  writeFileSync(
    join(folderOf(tree), 'catalog-info.yaml'),
    stringify(entityOf(tree)),
  );
}

function entityOf({ name }: Tree): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name },
    spec: { type: 'service', lifecycle: 'production', owner: 'crew' },
  };
}

async function standardOfFilesAlone(): Promise<string> {
  const { document, checks } = await compileBuiltInScorecard(
    'production-readiness',
  );
  const kept = new Set(
    checks
      .filter(({ attestation }) => attestation === undefined)
      .filter(({ facts }) => facts.every(fact => /^repo\b/.test(fact)))
      .map(({ id }) => id),
  );
  expect(kept.size).toBeGreaterThan(50);
  return stringify({
    ...document,
    spec: {
      ...document.spec,
      checks: document.spec.checks.filter(({ id }) => kept.has(id)),
    },
  });
}

async function gradeByCommand(tree: Tree): Promise<string> {
  let text = '';
  const code = await main(
    [
      'check',
      folderOf(tree),
      '--scorecards',
      'standard.yaml',
      '--format',
      'json',
    ],
    {
      stdout: { write: (part: string) => (text += part) },
      stderr: { write: (part: string) => (text += part) },
      env: {},
      cwd: () => directory.path,
      now: () => new Date(),
    },
  );
  expect({ code, text }).toEqual({ code: 0, text: expect.any(String) });
  const [report] = JSON.parse(text).reports;
  return JSON.stringify(report);
}

async function gradeInScaffolder({ name }: Tree): Promise<string> {
  const outputs: Record<string, unknown> = {};
  const context = createMockActionContext({
    input: {
      scorecardPath: 'standard.yaml',
      path: join('trees', name),
      entityRef: `component:default/${name}`,
    },
    workspacePath: directory.path,
  });
  await createAssessAction().handler({
    ...context,
    output: (key: string, value: unknown) => {
      outputs[key] = value;
    },
  });
  return JSON.stringify(outputs.report);
}

/** All trees in one portal, collected by the tasks that the plugin schedules. */
async function gradeInPortal(): Promise<Map<string, unknown>> {
  const tasks = new Map<string, SchedulerServiceTaskFunction>();
  const scheduler = mockServices.scheduler.mock({
    scheduleTask: async ({ id, fn }) => {
      tasks.set(id, fn);
    },
  });
  const { server } = await startTestBackend({
    features: [
      readinessPlugin,
      scheduler.factory,
      catalogServiceMock.factory({
        entities: trees.map(tree => {
          const entity = entityOf(tree);
          const annotations = {
            'backstage.io/source-location': `file:${folderOf(tree)}`,
            'backstage.io/managed-by-origin-location': 'file:/org/all.yaml',
          };
          const { metadata } = entity;
          return {
            ...entity,
            metadata: { ...metadata, uid: tree.name, etag: '1', annotations },
          };
        }),
      }),
      mockServices.rootConfig.factory({
        data: {
          readiness: {
            scorecards: [{ file: join(directory.path, 'standard.yaml') }],
            collectors: { repo: { allowedFolders: [directory.path] } },
          },
        },
      }),
    ],
  });
  const { signal } = new AbortController();
  await tasks.get('readiness-reconcile')!(signal);
  for (const [id, task] of tasks) {
    if (id.startsWith('readiness-collect-')) await task(signal);
  }

  const { port } = server.address() as { port: number };
  const reports = new Map<string, unknown>();
  for (const { name } of trees) {
    const answer = await fetch(
      `http://localhost:${port}/api/readiness/entities/by-name/component/default/${name}`,
    );
    const { reports: found } = (await answer.json()) as { reports: Report[] };
    reports.set(name, toReportDocument(found[0]));
  }
  return reports;
}
