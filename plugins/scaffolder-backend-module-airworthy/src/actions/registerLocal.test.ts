import { createMockDirectory } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { parse } from 'yaml';
import { createRegisterLocalAction } from './registerLocal';
import { examples } from './registerLocal.examples';

const directory = createMockDirectory();
const folder = directory.resolve('repositories');
const target = directory.resolve('repositories/orders/catalog-info.yaml');

const location: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Location',
  metadata: { name: 'local-repositories' },
};
const orders: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'orders',
    annotations: { 'backstage.io/managed-by-location': `file:${target}` },
  },
};

/** A catalog that has the entity once its location is refreshed. */
function catalogWith(before: Entity[]) {
  let entities = before;
  const catalog = catalogServiceMock.mock({
    getEntityByRef: async ref =>
      catalogServiceMock({ entities }).getEntityByRef(ref, {} as never),
    refreshEntity: async () => {
      entities = [...before, orders];
    },
  });
  return catalog;
}

async function register(
  catalog: ReturnType<typeof catalogWith>,
  options: { catalogInfoTarget?: string; isDryRun?: boolean } = {},
) {
  const action = createRegisterLocalAction({
    catalog,
    localGit: {
      folder,
      location: 'location:default/local-repositories',
      author: { name: 'Scaffolder', email: 'scaffolder@example.com' },
    },
  });
  const outputs: Record<string, unknown> = {};
  await action.handler({
    ...createMockActionContext({
      input: { catalogInfoTarget: options.catalogInfoTarget ?? target },
    }),
    isDryRun: options.isDryRun,
    output: (name: string, value: unknown) => {
      outputs[name] = value;
    },
  });
  return outputs;
}

describe('airworthy:register:local', () => {
  beforeEach(() => {
    directory.setContent({
      'outside.yaml': 'kind: Component\nmetadata: { name: outside }\n',
      repositories: {
        orders: {
          'catalog-info.yaml':
            'kind: API\nmetadata: { name: orders }\n---\nkind: Component\nmetadata: { name: orders }\n',
          'empty.yaml': '\n',
        },
      },
    });
  });

  it('has the location read again and waits for the component', async () => {
    const catalog = catalogWith([location]);
    expect(await register(catalog)).toEqual({
      entityRef: 'component:default/orders',
      catalogInfoTarget: target,
    });
    expect(catalog.refreshEntity).toHaveBeenCalledWith(
      'location:default/local-repositories',
      expect.anything(),
    );
  });

  it('may be repeated', async () => {
    const outputs = await register(catalogWith([location, orders]));
    expect(outputs.entityRef).toBe('component:default/orders');
  });

  it('says what to configure when the catalog does not read the folder', async () => {
    await expect(register(catalogWith([]))).rejects.toThrow(
      `add a Location of type file with the target ${folder}/*/catalog-info.yaml`,
    );
  });

  it('refuses a name that another location has taken', async () => {
    const other = {
      ...orders,
      metadata: {
        name: 'orders',
        annotations: {
          'backstage.io/managed-by-location': 'url:https://example.com/a.yaml',
        },
      },
    };
    await expect(register(catalogWith([location, other]))).rejects.toThrow(
      'component:default/orders is in the catalog already, from url:https://example.com/a.yaml',
    );
  });

  it('registers nothing from elsewhere', async () => {
    await expect(
      register(catalogWith([location]), {
        catalogInfoTarget: directory.resolve('outside.yaml'),
      }),
    ).rejects.toThrow('not below the folder');
  });

  it('needs an entity in the file', async () => {
    await expect(
      register(catalogWith([location]), {
        catalogInfoTarget: directory.resolve('repositories/orders/empty.yaml'),
      }),
    ).rejects.toThrow('describes no entity');
  });

  it('asks nothing of the catalog in a dry run', async () => {
    const catalog = catalogWith([location]);
    const outputs = await register(catalog, { isDryRun: true });
    expect(outputs).toEqual({ catalogInfoTarget: target });
    expect(catalog.getEntityByRef).not.toHaveBeenCalled();
    expect(catalog.refreshEntity).not.toHaveBeenCalled();
  });

  it.each(examples)('has an example to follow: $description', async example => {
    const { steps } = parse(example.example);
    expect(steps.at(-1)).toMatchObject({
      action: 'airworthy:register:local',
      input: {
        catalogInfoTarget: '${{ steps.publish.output.catalogInfoTarget }}',
      },
    });
    const outputs = await register(catalogWith([location]));
    expect(outputs.entityRef).toBe('component:default/orders');
  });
});
