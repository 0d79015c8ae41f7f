import { readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { parse } from 'yaml';
import { assessWorkspace } from './assessment/assessWorkspace';
import { unmet } from './assessment/wording';
import { filesBelow } from './__testUtils__/filesBelow';
import { Portal, TaskOutcome } from './__testUtils__/Portal';

const templates = resolve(__dirname, '../../../templates');
const template = join(templates, 'node-service.yaml');
const directory = createMockDirectory();

// As long and as awkward as the form of the template lets them be.
const name = 'orders-with-a-name-of-forty-characters-x';
const description = `Takes *orders* & says "thanks": # 100 % of <them>, it's {good}`;
const folder = directory.resolve('repositories', name);

/** The brackets of other tools, which templating leaves alone. */
const ofOthers = /^(?:\.github\/workflows\/.*|renovate\.json)$/;

/** Tests run in order: each builds on what the one before made. */
describe('the golden path node-service', () => {
  jest.setTimeout(300_000);

  let portal: Portal;
  let task: TaskOutcome;

  beforeAll(async () => {
    directory.clear();
    portal = await Portal.start({
      folder: directory.path,
      template,
    });
    await portal.entity('template/default/node-service');
    task = await portal.create('template:default/node-service', {
      name,
      description,
      owner: 'group:default/team-with-quite-a-long-name-for-checkout',
      system: 'system:default/shop',
      lifecycle: 'production',
      ci: 'github',
      rollout: 'canary',
      database: 'none',
      publishing: 'local',
      organisation: 'example-org',
    });
  });

  afterAll(async () => {
    await portal?.stop();
  });

  it('is created, graded, published and registered', async () => {
    expect(task).toMatchObject({ status: 'completed' });
    expect(task.output.text?.[0].content).toMatch(/\*\*Level L4\*\*/);
    const entity = await portal.entity(`component/default/${name}`);
    expect(entity).toMatchObject({
      metadata: { name, description },
      spec: {
        type: 'service',
        lifecycle: 'production',
        owner: 'group:default/team-with-quite-a-long-name-for-checkout',
        system: 'system:default/shop',
      },
    });
    const script = await stat(join(folder, 'deploy/promote.sh'));
    expect(script.mode & 0o111).toBe(0o111);
  });

  it('reaches the level that the template guarantees', async () => {
    const { metadata } = parse(await readFile(template, 'utf8'));
    const level = metadata.annotations['airworthy.dev/guaranteed-level'];
    expect(level).toBe('L4');

    const { report } = await assessWorkspace({
      folder,
      scorecard: { builtIn: 'production-readiness' },
      entityRef: 'component:default/workspace',
    });
    // Not only those of the level: nothing that files can prove is missing.
    const missing = unmet(report);
    expect(missing.map(result => `${result.check}: ${result.status}`)).toEqual(
      [],
    );
    expect(report.levels.find(({ id }) => id === level)?.reached).toBe(true);
  });

  it('leaves nothing templated, and what is for other tools as it was', async () => {
    const files = await filesBelow(folder);
    expect(files.length).toBeGreaterThan(80);
    const texts = await Promise.all(
      files
        .filter(file => !ofOthers.test(file))
        .map(async file => [file, await readFile(join(folder, file), 'utf8')]),
    );
    const templated = texts.filter(([, text]) =>
      /\$\{\{|\{%|\[object|\bNaN\b/.test(text),
    );
    expect(templated).toEqual([]);
    const workflow = '.github/workflows/release.yml';
    const copied = await readFile(join(folder, workflow), 'utf8');
    expect(copied).toContain('${{ github.repository }}');
    expect(copied).toBe(
      await readFile(join(templates, '_common/github', workflow), 'utf8'),
    );
  });

  it('goes to a forge as well, as far as a dry run can tell', async () => {
    const { log, files } = await portal.render(template, {
      name: 'order-intake',
      description,
      owner: 'group:default/checkout',
      system: 'system:default/shop',
      // The forge decides; this is for what has none yet.
      ci: 'gitlab',
      rollout: 'rolling',
      database: 'postgresql',
      publishing: 'github',
      githubRepository: 'github.com?owner=acme&repo=intake',
    });
    expect(log.join('\n')).toMatch(/Production readiness: level L4/);
    expect(log.join('\n')).toMatch(/publish:github does not support dry-run/);
    const text = (path: string) => files.get(path)?.content.toString();
    expect(text('CODEOWNERS')).toContain('* @acme/checkout');
    expect(files.has('.github/workflows/release.yml')).toBe(true);
    expect(files.has('.gitlab-ci.yml')).toBe(false);
    expect(text('catalog-info.yaml')).toContain(
      'github.com/project-slug: acme/intake',
    );
    expect(text('deploy/overlays/production/kustomization.yaml')).toContain(
      'newName: ghcr.io/acme/intake',
    );
  });

  it('has nothing of a database without one', async () => {
    const files = await filesBelow(folder);
    expect(files.filter(file => /migrat|database/i.test(file))).toEqual([]);
    const lock = await readFile(join(folder, 'package-lock.json'), 'utf8');
    expect(lock).not.toContain('"node_modules/pg"');
  });
});
