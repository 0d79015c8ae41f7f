import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { compileBuiltInScorecard } from '@airworthy/scorecards';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { parse } from 'yaml';
import { assessWorkspace } from './assessment/assessWorkspace';
import { LocalRepository } from './git/LocalRepository';
import { filesBelow } from './__testUtils__/filesBelow';
import { Portal } from './__testUtils__/Portal';
import { bareServices } from './__testUtils__/bareServices';

const templates = resolve(__dirname, '../../../templates');
const names = readdirSync(templates)
  .filter(file => /^add-.*\.yaml$/.test(file) && !file.includes('.test.'))
  .map(file => file.replace('.yaml', ''));

function read(name: string): {
  metadata: { annotations: Record<string, string> };
  spec: { steps: { id: string; input: { promises?: string[] } }[] };
} {
  const text = readFileSync(join(templates, `${name}.yaml`), 'utf8');
  return parse(text, { maxAliasCount: -1 });
}

const promisesOf = (name: string) =>
  read(name).metadata.annotations['airworthy.dev/fixes'].split(/,\s*/);

describe.each(names)('the template %s', name => {
  it('says what it promises, and is held to it', () => {
    const prove = read(name).spec.steps.find(({ id }) => id === 'prove');
    expect(prove?.input.promises).toEqual(promisesOf(name));
  });
});

it('is where the failing checks that it mends lead to', async () => {
  const { checks } = await compileBuiltInScorecard('production-readiness');
  const leads = checks
    .filter(({ fix }) => fix?.template?.startsWith('template:default/add-'))
    .map(({ id, fix }) => `${fix!.template} ${id}`);
  const promised = names.flatMap(name =>
    promisesOf(name).map(id => `template:default/${name} ${id}`),
  );
  expect(leads.sort()).toEqual(promised.sort());
});

const directory = createMockDirectory();
const localGit = {
  folder: directory.resolve('repositories'),
  location: 'location:default/local-repositories',
  author: { name: 'Scaffolder', email: 'scaffolder@example.com' },
};

/** What a template asks beside the service, and the stacks it has a say in. */
const stacks = ['node', 'gitlab', 'python', 'go', 'java'];
const port = { port: 8080, healthPath: '/healthz' };
const histogram = {
  histogram: 'http_request_duration_seconds',
  statusLabel: 'status_code',
};
const asked: Record<
  string,
  { values?: Record<string, object>; stacks?: string[] }
> = {
  'add-ci': { stacks },
  'add-container': {
    stacks,
    values: {
      all: port,
      node: { main: 'src/main.js' },
      gitlab: { main: 'src/main.js' },
      mono: { main: 'src/main.js' },
      python: { main: 'orders' },
      go: { main: '.' },
      java: { main: 'target/orders-1.0.0.jar' },
    },
  },
  'add-kustomize': {
    stacks: ['node', 'gitlab'],
    values: {
      all: {
        ...port,
        image: 'ghcr.io/acme/orders:1.0.0',
        readyPath: '/readyz',
        memoryLimit: 256,
      },
    },
  },
  'add-observability': { values: { all: histogram } },
  'add-supply-chain': { stacks: ['node', 'gitlab'] },
  'add-slo': { values: { all: { ...histogram, seconds: '0.5' } } },
};

const cases = names.flatMap(name => {
  const { stacks: served = ['node'], values = {} } = asked[name] ?? {};
  return [...served, 'mono'].map(stack => ({
    name,
    stack,
    values: { ...values.all, ...values[stack] },
  }));
});

const git = (repository: string, ...args: string[]) =>
  execFileSync(
    'git',
    ['-C', join(localGit.folder, `${repository}.git`), ...args],
    { encoding: 'utf8' },
  ).trim();

/** Puts a folder with the files of a branch into the directory of the test. */
async function checkOut(repository: string, branch: string) {
  const folder = directory.resolve('out', branch);
  await mkdir(folder, { recursive: true });
  git(repository, `--work-tree=${folder}`, 'checkout', '-f', branch, '--', '.');
  return folder;
}

const grade = async (folder: string, path: string) => {
  const { report } = await assessWorkspace({
    folder,
    path,
    scorecard: { builtIn: 'production-readiness' },
    entityRef: 'component:default/workspace',
  });
  return new Map(report.results.map(({ check, status }) => [check, status]));
};

describe('what is added to a repository on this machine', () => {
  jest.setTimeout(300_000);

  let portal: Portal;

  beforeAll(async () => {
    directory.clear();
    for (const [stack, files] of Object.entries(bareServices)) {
      const from = directory.resolve('bare', stack);
      for (const [path, content] of Object.entries(files)) {
        await mkdir(dirname(join(from, path)), { recursive: true });
        await writeFile(join(from, path), content);
      }
      const temporary = directory.resolve('temporary', stack);
      await mkdir(temporary, { recursive: true });
      await new LocalRepository(localGit, stack).publish({
        from,
        branch: 'main',
        message: 'feat: begin',
        temporary,
      });
      await rm(temporary, { recursive: true });
    }
    portal = await Portal.start({
      folder: directory.path,
      template: names.map(name => join(templates, `${name}.yaml`)),
    });
    for (const name of names) {
      await portal.entity(`template/default/${name}`);
    }
    for (const stack of Object.keys(bareServices)) {
      await portal.entity(`component/default/${stack}`);
    }
  });

  afterAll(async () => {
    await portal?.stop();
  });

  it.each(cases)(
    'is a branch with all that $name promises, for $stack',
    async ({ name, stack, values }) => {
      const task = await portal.create(`template:default/${name}`, {
        entity: `component:default/${stack}`,
        ...values,
      });
      expect(task.log).toContain('Production readiness');
      expect(task).toMatchObject({ status: 'completed' });

      const before = directory.resolve('bare', stack);
      const after = await checkOut(stack, `${name}-${stack}`);
      for (const file of await filesBelow(before)) {
        expect([file, readFileSync(join(after, file), 'utf8')]).toEqual([
          file,
          readFileSync(join(before, file), 'utf8'),
        ]);
      }
      const path = stack === 'mono' ? 'services/greeter' : '';
      const earlier = await grade(before, path);
      const results = await grade(after, path);
      const promises = promisesOf(name);
      // Pins of actions, say, do not apply to a pipeline without actions.
      const kept = promises.filter(id =>
        ['pass', 'not-applicable'].includes(results.get(id)!),
      );
      expect(kept).toEqual(promises);
      const mended = promises.filter(id => earlier.get(id) === 'fail');
      expect(mended.map(id => results.get(id))).toContain('pass');
      expect(promises.map(id => earlier.get(id))).not.toContain('pass');
      // Workflows have expressions of their own.
      const files = (await filesBelow(after)).filter(
        file => !file.startsWith('.github/workflows/'),
      );
      const blank = files.filter(file =>
        /\$\{\{|\{%|undefined|\[object/.test(
          readFileSync(join(after, file), 'utf8'),
        ),
      );
      expect(blank).toEqual([]);
    },
  );

  it('refuses a service that it has nothing for', async () => {
    const task = await portal.create('template:default/add-ci', {
      entity: 'component:default/rust',
    });
    expect(task.status).toBe('failed');
    expect(task.log).toMatch(/This serves node, python, go, java; .*rust/);
    expect(git('rust', 'branch', '--format=%(refname:short)')).toBe('main');
  });

  it('leaves alone what keeps its promise from holding, and names it', async () => {
    const task = await portal.create('template:default/add-container', {
      entity: 'component:default/root',
      ...port,
      main: 'src/main.js',
    });
    expect(task.status).toBe('failed');
    expect(task.log).toMatch(/would not pass:[^]*root.*\(Dockerfile:\d\)/);
    expect(git('root', 'branch', '--format=%(refname:short)')).toBe('main');
  });
});
