import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { hashOfFile } from '@airworthy/repo-facts';
import { component } from '../__testUtils__/entities';
import { createTestDatabases } from '../__testUtils__/testDatabases';
import { createTestPortal } from '../__testUtils__/testPortal';
import { lineageQuerySchema, parseRequest } from './requests';

const databases = createTestDatabases();
const hours = 3_600_000;
const readme = '# A service\n';

const template = (version: string) =>
  component('node-service', {
    kind: 'Template',
    title: 'Node service',
    annotations: { 'airworthy.dev/template-version': version },
    etag: version,
  });

const answers = (version: string, name = 'node-service') => `
apiVersion: airworthy.dev/v1
kind: Answers
template: { ref: template:default/${name}, version: ${version} }
parameters: {}
files: { README.md: ${hashOfFile(readme)} }
`;

describe.each(databases.ids)('lineage on %p', id => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lineage-'));
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function repository(name: string, files: Record<string, string>) {
    for (const [path, content] of Object.entries(files)) {
      const file = join(folder, name, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, content);
    }
    return component(name, { folder: join(folder, name) });
  }

  async function portalOf(version = '1.4.0') {
    const services = [
      await repository('abreast', {
        'README.md': readme,
        '.airworthy/answers.yaml': answers('1.4.0'),
      }),
      await repository('behind', {
        'README.md': '# Ours\n',
        '.airworthy/answers.yaml': answers('1.2.3'),
      }),
      await repository('far-behind', {
        '.airworthy/answers.yaml': answers('0.9.0'),
      }),
      await repository('of-another', {
        '.airworthy/answers.yaml': answers('1.0.0', 'gone'),
      }),
      await repository('own-make', { 'README.md': readme }),
    ];
    const portal = await createTestPortal({
      knex: await databases.migrated(id),
      allowedFolders: [folder],
      entities: [template(version), ...services],
    });
    await portal.settle();
    return {
      ...portal,
      services,
      lineage: (query: object = {}) =>
        portal.service.readLineage(
          parseRequest(lineageQuerySchema, query),
          portal.user,
        ),
    };
  }

  it('tells which services are behind their template, and by how much', async () => {
    const { lineage } = await portalOf();
    const { items, totalItems, templates } = await lineage({ show: 'behind' });
    const shared = {
      owner: 'group:default/crew',
      template: 'template:default/node-service',
      templateTitle: 'Node service',
      currentVersion: '1.4.0',
      files: 1,
    };
    expect(totalItems).toBe(2);
    expect(items).toEqual([
      {
        ...shared,
        entityRef: 'component:default/behind',
        version: '1.2.3',
        gap: 'minor',
        changed: 1,
        removed: 0,
      },
      {
        ...shared,
        entityRef: 'component:default/far-behind',
        version: '0.9.0',
        gap: 'major',
        changed: 0,
        removed: 1,
      },
    ]);
    expect(templates).toEqual([
      {
        template: 'template:default/gone',
        entities: 1,
        behind: 0,
      },
      {
        template: 'template:default/node-service',
        title: 'Node service',
        currentVersion: '1.4.0',
        entities: 3,
        behind: 2,
      },
    ]);
  });

  it('lists all that came from a template, in pages', async () => {
    const { lineage } = await portalOf();
    const query = { template: 'template:default/node-service', limit: '2' };
    const first = await lineage(query);
    expect(first.totalItems).toBe(3);
    const second = await lineage({ ...query, cursor: first.nextCursor });
    expect(second.nextCursor).toBeUndefined();
    expect(
      [...first.items, ...second.items].map(({ entityRef }) => entityRef),
    ).toEqual([
      'component:default/abreast',
      'component:default/behind',
      'component:default/far-behind',
    ]);
  });

  it('tells of one entity, also where it came from no template', async () => {
    const { lineage } = await portalOf();
    const of = (name: string) =>
      lineage({ entityRef: `component:default/${name}` });
    expect((await of('abreast')).items).toMatchObject([
      { version: '1.4.0', changed: 0 },
    ]);
    expect(await of('own-make')).toMatchObject({ items: [], totalItems: 0 });
    await expect(of('nobody')).rejects.toThrow('There is no entity');
  });

  it('follows the repository and the template', async () => {
    const { lineage, services, ...portal } = await portalOf('1.2.3');
    const behind = async () =>
      (await lineage({ show: 'behind' })).items.map(each => each.entityRef);
    expect(await behind()).toEqual(['component:default/far-behind']);

    await repository('far-behind', {
      '.airworthy/answers.yaml': answers('2.0.0'),
    });
    await rm(join(folder, 'abreast/.airworthy'), { recursive: true });
    portal.catalog.set([template('2.0.0'), ...services]);
    portal.pass(2 * hours);
    await portal.settle();
    expect(await behind()).toEqual(['component:default/behind']);
    expect((await lineage()).totalItems).toBe(3);
  });

  it('says nothing of what the caller may not read', async () => {
    const { lineage, ...portal } = await portalOf();
    portal.catalog.hide(
      'template:default/node-service',
      'component:default/behind',
    );
    portal.decideConditionally();
    const { items, templates } = await lineage({
      template: 'template:default/node-service',
    });
    expect(items.map(({ entityRef }) => entityRef)).toEqual([
      'component:default/abreast',
      'component:default/far-behind',
    ]);
    expect(items[0]).not.toHaveProperty('currentVersion', expect.anything());
    expect(templates).toContainEqual({
      template: 'template:default/node-service',
      entities: 2,
      behind: 0,
    });
    portal.denyAll();
    expect(await lineage()).toMatchObject({ items: [], templates: [] });
  });
});
