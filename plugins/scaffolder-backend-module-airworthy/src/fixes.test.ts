import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { withDefaults } from '@airworthy/golden-paths';
import { compileBuiltInScorecard } from '@airworthy/scorecards';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';
import { JsonObject } from '@backstage/types';
import { parse } from 'yaml';
import { LocalRepository } from './git/LocalRepository';
import { filesBelow } from './__testUtils__/filesBelow';
import { Portal } from './__testUtils__/Portal';

const templates = resolve(__dirname, '../../../templates');
const names = readdirSync(templates)
  .filter(file => /^add-.*\.yaml$/.test(file) && !file.includes('.test.'))
  .map(file => file.replace('.yaml', ''));

function read(name: string): TemplateEntityV1beta3 {
  const text = readFileSync(join(templates, `${name}.yaml`), 'utf8');
  return parse(text, { maxAliasCount: -1 });
}

const promisesOf = (name: string) =>
  read(name).metadata.annotations!['airworthy.dev/fixes'].split(/,\s*/);

describe.each(names)('the template %s', name => {
  it('says what it promises, and is held to it', () => {
    const prove = read(name).spec.steps.find(({ id }) => id === 'prove');
    expect(prove?.input?.promises).toEqual(promisesOf(name));
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

const fixtures = join(templates, 'fixtures');
const services = ['node', 'mono', 'rust', 'root'];

/**
 * What a template is answered for a service, by its own test file: there it is
 * tried on services of each kind, and all that it writes is looked at.
 */
function answersFor(name: string, service: string): object {
  const { values, matrix } = parse(
    readFileSync(join(templates, `${name}.test.yaml`), 'utf8'),
  ) as {
    values?: JsonObject;
    matrix: { entity: (string | { entity: string })[] };
  };
  const entity = `component:default/${service}`;
  const answers = matrix.entity
    .map(each => (typeof each === 'string' ? { entity: each } : each))
    .find(each => each.entity === entity);
  expect(answers).toBeDefined();
  return withDefaults(read(name), { ...values, ...answers });
}

/** Each template once, on a service of its own repository or on one of several. */
const cases = names.map((name, index) => ({
  name,
  service: index % 2 === 0 ? 'node' : 'mono',
}));

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

describe('what is added to a repository on this machine', () => {
  jest.setTimeout(300_000);

  let portal: Portal;

  beforeAll(async () => {
    directory.clear();
    for (const service of services) {
      const temporary = directory.resolve('temporary', service);
      await mkdir(temporary, { recursive: true });
      await new LocalRepository(localGit, service).publish({
        from: join(fixtures, service),
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
    for (const service of services) {
      await portal.entity(`component/default/${service}`);
    }
  });

  afterAll(async () => {
    await portal?.stop();
  });

  it.each(cases)(
    'is a branch that holds what $name promises, for $service',
    async ({ name, service }) => {
      const task = await portal.create(
        `template:default/${name}`,
        answersFor(name, service),
      );
      expect(task.log).toContain('Production readiness');
      expect(task).toMatchObject({ status: 'completed' });
      // The step that holds it to all of its promises says what it mended.
      const [told] = task.output.text ?? [];
      const mended = promisesOf(name).filter(id =>
        told?.content.includes(`(\`${id}\`)`),
      );
      expect(mended).not.toEqual([]);

      const before = join(fixtures, service);
      const after = await checkOut(service, `${name}-${service}`);
      const earlier = await filesBelow(before);
      for (const file of earlier) {
        expect([file, readFileSync(join(after, file), 'utf8')]).toEqual([
          file,
          readFileSync(join(before, file), 'utf8'),
        ]);
      }
      expect((await filesBelow(after)).length).toBeGreaterThan(earlier.length);
    },
  );

  it('knows of a service what its repository says', async () => {
    expect(
      git('mono', 'show', 'add-container-mono:services/greeter/Dockerfile'),
    ).toMatch(
      /EXPOSE 9090\n[^]*:9090\/livez[^]*\nCMD \["node", "src\/main.js"\]$/,
    );

    const task = await portal.create('template:default/add-container', {
      entity: 'component:default/root',
    });
    expect(task.status).toBe('failed');
    expect(task.log).toContain(
      'The repository of component:default/root does not say what starts it: give "main"',
    );
    expect(git('root', 'branch', '--format=%(refname:short)')).toBe('main');
  });

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
      main: 'src/main.js',
    });
    expect(task.status).toBe('failed');
    expect(task.log).toMatch(/would not pass:[^]*root.*\(Dockerfile:\d\)/);
    expect(git('root', 'branch', '--format=%(refname:short)')).toBe('main');
  });
});
