import { createMockDirectory } from '@backstage/backend-test-utils';
import { DirectoryTree } from '@airworthy/repo-facts';
import { stackOf } from '../repository/stackOf';
import { readSettings } from './readSettings';
import { chosenOf } from './settings';

const directory = createMockDirectory();

async function read(
  files: Record<string, string>,
  { path = '', imageName }: { path?: string; imageName?: string } = {},
) {
  directory.setContent(files);
  const folder = directory.path;
  const stack = await stackOf(folder, path);
  return chosenOf(await readSettings({ folder, path, stack, imageName }));
}

const workload = (container: string) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: orders }
spec:
  template:
    spec:
      containers:
        - { name: proxy, image: 'proxy:1.0.0' }
        - ${container}
`;

describe('what starts a service', () => {
  it.each<[string, Record<string, string>, string | undefined]>([
    [
      'is the file that npm start runs',
      {
        'package.json':
          '{ "main": "lib.js", "scripts": { "start": "NODE_ENV=production node --enable-source-maps ./dist/main.js" } }',
      },
      'dist/main.js',
    ],
    [
      'is the main file where npm start runs something else',
      {
        'package.json':
          '{ "main": "src/a.js", "scripts": { "start": "next" } }',
      },
      'src/a.js',
    ],
    ['is nothing that no file says', { 'package.json': '{}' }, undefined],
    ['is nothing of a broken file', { 'package.json': '{' }, undefined],
    [
      'is the module that can be run',
      { 'requirements.txt': 'flask', 'orders/__main__.py': '', 'a/b.py': '' },
      'orders',
    ],
    [
      'is neither of two modules',
      { 'requirements.txt': '', 'a/__main__.py': '', 'b/__main__.py': '' },
      undefined,
    ],
    [
      'is the one file beside the requirements',
      { 'requirements.txt': 'flask', 'app.py': '', 'helper.py': '' },
      'app',
    ],
    [
      'is the only command of a Go module',
      { 'go.mod': 'module a', 'cmd/orders/main.go': '', 'tools.go': '' },
      './cmd/orders',
    ],
    ['is the Go module itself', { 'go.mod': 'module a', 'main.go': '' }, '.'],
    [
      'is the jar that Maven names after its artifact',
      {
        'pom.xml':
          '<project><artifactId>orders</artifactId><version>1.2.0</version></project>',
      },
      'target/orders-1.2.0.jar',
    ],
    [
      'is the jar that Maven is told to name',
      {
        'pom.xml':
          '<project><artifactId>a</artifactId><build><finalName>orders</finalName></build></project>',
      },
      'target/orders.jar',
    ],
    [
      'is the jar that Gradle names after its project',
      {
        'settings.gradle': "rootProject.name = 'orders'",
        'build.gradle':
          "version = '2.0'\ndependencies {\n  implementation 'a:b:1'\n}\n",
      },
      'build/libs/orders-2.0.jar',
    ],
  ])('%s', async (_, files, main) => {
    expect((await read(files)).main).toBe(main);
  });

  it('is looked for in the folder of the service', async () => {
    const files = {
      'go.mod': 'module all',
      'main.go': '',
      'services/a/go.mod': 'module a',
      'services/a/cmd/a/main.go': '',
    };
    expect((await read(files, { path: 'services/a' })).main).toBe('./cmd/a');
  });
});

describe('where a service answers', () => {
  it('is what runs it by its manifests, before what builds it', async () => {
    expect(
      await read({
        Dockerfile:
          'FROM node:24\nEXPOSE 1\nHEALTHCHECK CMD wget http://localhost:1/no\n',
        'deploy/app.yaml': workload(
          "{ name: service, image: 'ghcr.io/acme/orders:2.1.0', ports: [{ containerPort: 9090 }], resources: { limits: { memory: 512Mi } }, livenessProbe: { httpGet: { path: /alive, port: 9090 } }, readinessProbe: { httpGet: { path: /ready, port: 9090 } } }",
        ),
      }),
    ).toMatchObject({
      port: 9090,
      healthPath: '/alive',
      readyPath: '/ready',
      memoryLimit: 512,
      image: 'ghcr.io/acme/orders:2.1.0',
    });
  });

  it('is what its image exposes and asks', async () => {
    expect(
      await read({
        Dockerfile:
          'FROM node:24\nEXPOSE 3000\nHEALTHCHECK CMD wget http://localhost:3000/alive\n',
      }),
    ).toMatchObject({ port: 3000, healthPath: '/alive' });
  });

  it.each<[string, Record<string, string>]>([
    [
      'Node',
      {
        'src/app.ts':
          "const port = process.env.PORT ?? 9000;\napp.get(\n  '/livez',\n  answer,\n);\napp.get('/ready', answer);\n",
      },
    ],
    [
      'Python',
      {
        'orders/app.py':
          'port = int(os.environ.get("PORT", "9000"))\n\n@app.get("/livez")\ndef alive(): ...\n\n@app.get("/ready")\ndef ready(): ...\n',
      },
    ],
  ])('is what the code in %s says', async (_, files) => {
    expect(await read(files)).toMatchObject({
      port: 9000,
      healthPath: '/livez',
      readyPath: '/ready',
    });
  });

  it.each<[string, Record<string, string>, number | undefined]>([
    [
      'behind it',
      { 'app.js': 'const port = parseInt(process.env.PORT, 10) || 3000;\n' },
      3000,
    ],
    [
      'before it',
      { 'app.js': "const port = parseInt(process.env.PORT ?? '80', 10);\n" },
      80,
    ],
    [
      'and no default',
      {
        'main.go':
          'package main\n\nvar port, _ = strconv.ParseInt(os.Getenv("PORT"), 10, 64)\n',
      },
      undefined,
    ],
  ])('is no radix, with the default %s', async (_, files, port) => {
    expect((await read(files)).port).toBe(port);
  });

  it('is what one of several containers says, where only one serves', async () => {
    const orders = {
      'deploy/orders.yaml': workload(
        "{ name: service, image: 'ghcr.io/acme/orders:2.1.0', ports: [{ containerPort: 9090 }] }",
      ),
    };
    const database = (ports: string) => ({
      'deploy/database.yaml': workload(
        `{ name: postgres, image: 'postgres:16.3', ports: ${ports}, resources: { limits: { memory: 2Gi } } }`,
      ),
    });
    expect(await read({ ...orders, ...database('[]') })).toMatchObject({
      port: 9090,
      image: 'ghcr.io/acme/orders:2.1.0',
      memoryLimit: undefined,
    });
    expect(
      await read(
        { ...orders, ...database('[{ containerPort: 5432 }]') },
        { imageName: 'ghcr.io/acme/a' },
      ),
    ).toMatchObject({
      port: undefined,
      image: 'ghcr.io/acme/a:1.0.0',
      memoryLimit: undefined,
    });
  });

  it('is what neither of two images exposes', async () => {
    expect(
      await read({
        'admin/Dockerfile': 'FROM node:24\nEXPOSE 9000\n',
        Dockerfile: 'FROM node:24\nEXPOSE 3000\n',
      }),
    ).toMatchObject({ port: undefined });
  });
});

describe('the image', () => {
  const manifest = { 'package.json': '{ "name": "a", "version": "1.4.0" }' };
  const pipeline = (image: string) => ({
    '.github/workflows/release.yml': `on: push
jobs:
  image:
    runs-on: ubuntu-24.04
    steps:
      - run: docker push ${image}
`,
  });

  it('is what the pipeline pushes, of the version that the manifest has', async () => {
    const files = { ...manifest, ...pipeline('quay.io/acme/orders:latest') };
    expect((await read(files, { imageName: 'ghcr.io/acme/a' })).image).toBe(
      'quay.io/acme/orders:1.4.0',
    );
  });

  it('is named after the repository where the pipeline hides it', async () => {
    const files = pipeline('$REGISTRY/orders:1');
    expect((await read(files, { imageName: 'ghcr.io/acme/a' })).image).toBe(
      'ghcr.io/acme/a:1.0.0',
    );
    expect((await read(files)).image).toBeUndefined();
  });

  it('is neither of two that the pipeline pushes', async () => {
    const files = pipeline('quay.io/acme/a && docker push quay.io/acme/base');
    expect((await read(files, { imageName: 'ghcr.io/acme/a' })).image).toBe(
      'ghcr.io/acme/a:1.0.0',
    );
  });

  it.each([
    ['of the folder', 'quay.io/acme/shop/orders', 'quay.io/acme/shop/orders'],
    [
      'of its entity',
      'quay.io/acme/shop/order-api',
      'quay.io/acme/shop/order-api',
    ],
    [
      'of the folder among others',
      'quay.io/acme/base && docker push quay.io/acme/orders',
      'quay.io/acme/orders',
    ],
  ])(
    'is, of a service in a folder, what the pipeline pushes if that is the one %s',
    async (_, pushed, expected) => {
      const options = {
        path: 'services/orders',
        imageName: 'ghcr.io/acme/shop/order-api',
      };
      const files = {
        'services/orders/package.json': manifest['package.json'],
        'services/stock/package.json': '{}',
        ...pipeline(pushed),
      };
      expect((await read(files, options)).image).toBe(`${expected}:1.4.0`);
    },
  );

  it('is not made up for a service in a folder whose pipeline pushes others', async () => {
    const options = {
      path: 'services/orders',
      imageName: 'ghcr.io/acme/shop/orders',
    };
    const files = { 'services/orders/package.json': manifest['package.json'] };
    expect(
      (await read({ ...files, ...pipeline('quay.io/acme/stock') }, options))
        .image,
    ).toBeUndefined();
    expect((await read(files, options)).image).toBe(
      'ghcr.io/acme/shop/orders:1.4.0',
    );
  });

  it('is what the pipeline pushes where the manifests name no version', async () => {
    const files = {
      ...manifest,
      ...pipeline('quay.io/acme/orders'),
      'deploy/app.yaml': workload(
        "{ name: service, image: 'orders:latest', ports: [{ containerPort: 9090 }] }",
      ),
    };
    expect((await read(files)).image).toBe('quay.io/acme/orders:1.4.0');
  });

  it.each<[string, Record<string, string>]>([
    [
      'that no image may have',
      { 'package.json': '{ "name": "a", "version": "1.4.0+build" }' },
    ],
    [
      'of something else in its folder',
      { 'go.mod': 'module a', 'client/package.json': manifest['package.json'] },
    ],
  ])('has no version %s', async (_, files) => {
    expect((await read(files, { imageName: 'ghcr.io/acme/a' })).image).toBe(
      'ghcr.io/acme/a:1.0.0',
    );
  });
});

it('reads each file once, however much is asked of it', async () => {
  const reading = jest.spyOn(DirectoryTree.prototype, 'read');
  const files = {
    'package.json': '{ "main": "app.js" }',
    'app.js': [
      "app.get('/healthz', ok);",
      "app.get('/readyz', ok);",
      'app.listen(process.env.PORT ?? 9000);',
    ].join('\n'),
  };
  expect(await read(files)).toMatchObject({
    main: 'app.js',
    port: 9000,
    healthPath: '/healthz',
    readyPath: '/readyz',
  });
  const paths = reading.mock.calls.map(([path]) => path);
  expect(paths.filter(path => path in files).sort()).toEqual([
    'app.js',
    'package.json',
  ]);
  reading.mockRestore();
});

it('reads nothing from outside of the repository', async () => {
  directory.setContent({
    'package.json': ({ symlink }) => symlink('/etc/passwd'),
  });
  const folder = directory.path;
  await expect(
    readSettings({ folder, path: '', stack: 'node', imageName: undefined }),
  ).resolves.toMatchObject({ main: [undefined] });
});
