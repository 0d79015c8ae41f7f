import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { answersPath } from '@airworthy/repo-facts';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import { startScaffolder } from '../__testUtils__/startScaffolder';
import { withDefaults } from '../template/withDefaults';
import { makeAnswers, parseAnswers, writeAnswers } from './answersFile';
import { OwnFolder } from './OwnFolder';
import { prepareUpgrade } from './prepareUpgrade';
import { TemplateHistory } from './TemplateHistory';
import { renderingPart, templateRefOf, versionOf } from './templateVersion';

const directory = createMockDirectory();
const templates = directory.resolve('templates');
const service = directory.resolve('service');

type Texts = Record<string, string | null>;

function write(root: string, files: Texts) {
  for (const [path, text] of Object.entries(files)) {
    const place = join(root, path);
    if (text === null) {
      rmSync(place);
    } else {
      mkdirSync(dirname(place), { recursive: true });
      writeFileSync(place, text);
    }
  }
}

const read = (path: string) => readFileSync(join(service, path), 'utf8');

const git = (...args: string[]) =>
  execFileSync('git', ['-C', templates, ...args], { encoding: 'utf8' });

function commit(message: string) {
  git('add', '--all');
  git(
    ...['-c', 'user.name=Test', '-c', 'user.email=test@example.com'],
    ...['commit', '--quiet', '--message', message],
  );
}

const template = (version: string, parameters = '') => `
apiVersion: scaffolder.backstage.io/v1beta3
kind: Template
metadata:
  name: orders
  annotations: { airworthy.dev/template-version: '${version}' }
spec:
  type: service
  parameters:
    required: [name]
    properties:
      name: { type: string }
      password: { type: string, 'ui:field': Secret }
${parameters}
  steps:
    - action: fetch:template
      input:
        url: ./content
        values:
          name: \${{ parameters.name }}
          region: \${{ parameters.region }}
          tier: \${{ parameters.tier }}
    - { action: airworthy:stamp, input: { parameters: '\${{ parameters }}' } }
    - { action: publish:somewhere, input: {} }
  output: { text: [{ title: a, content: '\${{ steps.none.output.b }}' }] }
`;

const readme = (tail: string) => `# \${{ values.name }}

How it is run.

How it is tested.

${tail}
`;

const region = '      region: { type: string, default: north }';
const tier = `${region}
      tier: { type: string, title: Tier }
    dependencies: { name: { required: [tier] } }`;

/** What each version changed. */
const versions: { version: string; parameters?: string; files: Texts }[] = [
  {
    version: '1.0.0',
    files: {
      'README.md': readme('Whom to ask.'),
      'run.sh': '#!/bin/sh\nexec service\n',
      'settings.yaml': 'port: 8080\nlevel: info\n\n\nretries: 1\n',
      'legacy.txt': 'old\n',
      'notes.txt': 'old\n',
    },
  },
  {
    version: '1.1.0',
    files: {
      'README.md': readme('Whom to ask: the team.'),
      'docs/runbook.md': 'Restart it.\n',
    },
  },
  {
    version: '1.2.0',
    files: {
      'settings.yaml': 'port: 8080\nlevel: info\n\n\nretries: 3\n',
      'legacy.txt': null,
      'notes.txt': null,
    },
  },
  {
    version: '1.3.0',
    parameters: region,
    files: {
      'README.md': readme('Whom to ask: the team of ${{ values.region }}.'),
      'run.sh': '#!/bin/sh\nexec service --drain\n',
      'deploy/region.txt': '${{ values.region }}\n',
    },
  },
  {
    version: '2.0.0',
    parameters: tier,
    files: {
      'settings.yaml':
        'port: 80\nlevel: info\n\n\nretries: 3\ntier: ${{ values.tier }}\n',
      'docs/runbook.md': 'Restart it twice.\n',
    },
  },
];

let scaffolder: Awaited<ReturnType<typeof startScaffolder>>;
const history = new TemplateHistory(join(templates, 'orders.yaml'), {
  named: 'orders.yaml',
});

function publish(index: number) {
  const { version, parameters, files } = versions[index];
  write(templates, { 'orders.yaml': template(version, parameters) });
  write(join(templates, 'content'), files);
  commit(version);
}

/** Makes a service as a portal does, with the version that is current. */
async function create(values: JsonObject) {
  const { entity, ...source } = await history.current();
  const parameters = withDefaults(entity, values);
  const { files } = await scaffolder.client.render(
    { ...source, entity: renderingPart(entity) },
    parameters,
  );
  const answers = makeAnswers({
    template: { ref: templateRefOf(entity), version: versionOf(entity) },
    parameters,
    files,
  });
  files.set(answersPath, {
    content: Buffer.from(writeAnswers(answers)),
    executable: false,
  });
  mkdirSync(service);
  const own = await OwnFolder.open(service);
  await own.change({ write: files, remove: [] });
}

async function upgrade(values?: JsonObject) {
  const own = await OwnFolder.open(service);
  const answers = parseAnswers(read(answersPath), answersPath);
  const prepared = await prepareUpgrade({
    answers,
    base: await history.at(answers.template.version),
    next: await history.current(),
    values,
    howToAnswer: name => `give --set ${name}=<value>`,
    render: (source, given) => scaffolder.client.render(source, given),
    own: path => own.read(path),
  });
  await own.change(prepared);
  return prepared.changes.map(({ path, outcome }) => `${outcome} ${path}`);
}

beforeAll(async () => {
  scaffolder = await startScaffolder();
});

afterAll(() => scaffolder.stop());

beforeEach(() => {
  directory.setContent({ templates: { content: {} } });
  git('init', '--quiet');
  publish(0);
});

describe('a service over five versions of its template', () => {
  it('keeps what its owners made of each of them', async () => {
    /** What the owners wrote so far, whole or in part; null for what they took away. */
    const theirs = new Map<string, string | null>();
    const edit = (path: string, text: string | null) => {
      write(service, { [path]: text });
      theirs.set(path, text);
    };
    const change = (path: string, from: string, to: string) => {
      edit(path, read(path).replace(from, to));
      theirs.set(path, to);
    };
    const expectTheirsKept = () => {
      for (const [path, text] of theirs) {
        const isThere = existsSync(join(service, path));
        expect({ path, isThere }).toEqual({ path, isThere: text !== null });
        expect(isThere ? read(path) : '').toContain(text ?? '');
      }
      // eslint-disable-next-line no-bitwise
      expect(statSync(join(service, 'run.sh')).mode & 0o111).toBe(0o111);
    };

    await create({ name: 'shop' });
    chmodSync(join(service, 'run.sh'), 0o755);
    change('README.md', 'is run.', 'is run by us.');
    edit('notes.txt', 'ours\n');
    edit('own.txt', 'ours\n');

    publish(1);
    expect(await upgrade()).toEqual([
      'merged README.md',
      'added docs/runbook.md',
    ]);
    expect(read('README.md')).toBe(
      '# shop\n\nHow it is run by us.\n\nHow it is tested.\n\nWhom to ask: the team.\n',
    );
    expectTheirsKept();

    change('settings.yaml', 'port: 8080', 'port: 9090');
    edit('docs/runbook.md', null);
    publish(2);
    expect(await upgrade()).toEqual([
      'removed legacy.txt',
      'kept notes.txt',
      'merged settings.yaml',
    ]);
    expect(read('settings.yaml')).toBe(
      'port: 9090\nlevel: info\n\n\nretries: 3\n',
    );
    expect(existsSync(join(service, 'legacy.txt'))).toBe(false);
    expectTheirsKept();

    change('README.md', '# shop', '# The shop');
    edit('own.txt', 'ours, and longer\n');
    publish(3);
    expect(await upgrade()).toEqual([
      'merged README.md',
      'added deploy/region.txt',
      'updated run.sh',
    ]);
    expect(read('README.md')).toBe(
      '# The shop\n\nHow it is run by us.\n\nHow it is tested.\n\nWhom to ask: the team of north.\n',
    );
    expect(read('run.sh')).toBe('#!/bin/sh\nexec service --drain\n');
    expect(read('deploy/region.txt')).toBe('north\n');
    expectTheirsKept();

    edit('deploy/region.txt', 'south\n');
    edit('notes.txt', null);
    publish(4);
    await expect(upgrade()).rejects.toThrow(
      /^orders 2\.0\.0 asks for "Tier": give --set tier=<value>$/,
    );
    expect(await upgrade({ tier: 'gold' })).toEqual([
      'kept docs/runbook.md',
      'conflicted settings.yaml',
    ]);
    expect(read('settings.yaml')).toBe(
      `<<<<<<< yours
port: 9090
=======
port: 80
>>>>>>> orders 2.0.0
level: info


retries: 3
tier: gold
`,
    );
    expectTheirsKept();
    const { template: of, parameters } = parseAnswers(read(answersPath), '');
    expect(of.version).toBe('2.0.0');
    expect(parameters).toEqual({ name: 'shop', region: 'north', tier: 'gold' });

    edit('settings.yaml', 'port: 9090\ntier: gold\n');
    edit('run.sh', '#!/bin/sh\nexec service --drain --ours\n');
    expect(await upgrade()).toEqual([]);
    expectTheirsKept();
  });

  it('is what it would be if made anew, where nobody changed anything', async () => {
    await create({ name: 'shop' });
    for (const index of [1, 2, 3]) publish(index);
    await upgrade();
    const upgraded = await snapshot();

    rmSync(service, { recursive: true });
    await create({ name: 'shop' });
    expect(upgraded).toEqual(await snapshot());
  });

  it('comes from what the template was at last, before the next version', async () => {
    await create({ name: 'shop' });
    write(join(templates, 'content'), { 'README.md': 'Mended.\n' });
    commit('a fix without another version');
    publish(1);
    const { files } = await history.at('1.0.0');
    expect(String(files.get('content/README.md')?.content)).toBe('Mended.\n');
  });

  it('keeps no secret', async () => {
    await create({ name: 'shop' });
    publish(1);
    await upgrade({ password: 'hunter2' });
    expect(read(answersPath)).not.toMatch(/hunter2|password/);
  });

  it('says which versions there were, when it is of none of them', async () => {
    publish(1);
    await expect(history.at('0.9.0')).rejects.toThrow(
      'orders.yaml never had the version 0.9.0 in its last 2 changes; it had 1.1.0, 1.0.0',
    );
  });

  it('writes to no link of its owner', async () => {
    await create({ name: 'shop' });
    publish(1);
    directory.addContent({ elsewhere: { 'runbook.md': 'not yours\n' } });
    symlinkSync(directory.resolve('elsewhere'), join(service, 'docs'));
    expect(await upgrade()).toEqual([
      'updated README.md',
      'conflicted docs/runbook.md',
    ]);
    expect(
      readFileSync(directory.resolve('elsewhere/runbook.md'), 'utf8'),
    ).toBe('not yours\n');
  });
});

/** All files of the service that a template can have written. */
async function snapshot() {
  const { files } = parseAnswers(read(answersPath), '');
  return Object.fromEntries(
    [...Object.keys(files), answersPath].map(path => [path, read(path)]),
  );
}
