import { airworthy } from '../__testUtils__/airworthy';
import { ordersScorecard, ordersService } from '../__testUtils__/orders';
import { TemporaryFolder } from '../__testUtils__/TemporaryFolder';

const rooted = 'FROM node:24.4.1-slim\nUSER root\n';
const tested = `    - id: tested
      title: Tests run
      level: L1
      category: Delivery
      pass: repo.ci.steps.exists(s, "unit-test" in s.does)
      evidence: repo.ci.steps
      message: No pipeline runs tests.
`;

let folder: TemporaryFolder;
let rules: TemporaryFolder;

/** A service called `name`, in a folder of that name. */
function service(name: string, files: Record<string, string> = {}) {
  const text = ordersService['catalog-info.yaml'];
  return Object.fromEntries(
    Object.entries({
      ...ordersService,
      'catalog-info.yaml': text.replace('name: orders', `name: ${name}`),
      ...files,
    }).map(([path, content]) => [`services/${name}/${path}`, content]),
  );
}

beforeEach(() => {
  folder = new TemporaryFolder();
  folder.write({
    ...service('orders'),
    ...service('billing', { Dockerfile: rooted }),
    '.github/workflows/orders.yml':
      'on: { push: { paths: [services/orders/**] } }\njobs: { test: { steps: [{ run: npm test }] } }\n',
  });
  folder.commit();
  rules = new TemporaryFolder();
  rules.write({ 'house.yaml': ordersScorecard + tested });
});

afterEach(() => {
  folder.remove();
  rules.remove();
});

const check = (...args: string[]) =>
  airworthy(['check', '--scorecards', rules.path, ...args], {
    cwd: folder.path,
  });

async function outcomes(...args: string[]) {
  const { stdout, stderr } = await check('--format', 'json', ...args);
  expect(stderr).toBe('');
  return (
    JSON.parse(stdout) as {
      reports: {
        entityRef: string;
        results: {
          check: string;
          status: string;
          evidence: { path: string }[];
        }[];
      }[];
    }
  ).reports.map(({ entityRef, results }) => [
    entityRef.replace('component:default/', ''),
    ...results
      .filter(({ status }) => status !== 'unknown')
      .map(result =>
        [result.check, result.status, ...result.evidence.map(e => e.path)].join(
          ' ',
        ),
      ),
  ]);
}

const orders = [
  'orders',
  'non-root pass',
  'no-env pass',
  'tested pass .github/workflows/orders.yml',
];
const billing = [
  'billing',
  'non-root fail services/billing/Dockerfile',
  'no-env pass',
  'tested fail',
];

describe('airworthy check in a repository of several entities', () => {
  it('grades the entity of a folder by it and by what applies from the root', async () => {
    expect(await outcomes('services/orders')).toEqual([orders]);
    expect(await outcomes('services/billing')).toEqual([billing]);
  });

  it('grades all entities below a folder that describes none', async () => {
    folder.write({
      'templates/service/catalog-info.yaml':
        'kind: Component\nmetadata:\n  name: ${{ values.name }}\n',
    });
    expect(await outcomes()).toEqual([billing, orders]);
    expect(await outcomes('services')).toEqual([billing, orders]);
    expect(await outcomes('--entity', 'orders')).toEqual([orders]);
  });

  it('follows locations to files of the repository', async () => {
    const location = (...targets: string[]) =>
      folder.write({
        'catalog-info.yaml': `apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: { name: all }\nspec: { targets: ${JSON.stringify(
          targets,
        )} }\n`,
      });
    location('./services/orders/catalog-info.yaml');
    expect(await outcomes()).toEqual([orders]);
    location(
      './services/*/catalog-info.yaml',
      '../outside.yaml',
      'https://example.com/a.yaml',
    );
    expect(await outcomes()).toEqual([billing, orders]);
  });

  it('names places for the forge from the root of the repository', async () => {
    const { stdout } = await check('services/billing', '--format', 'sarif');
    const uris = [...stdout.matchAll(/"uri": "([^"]+)"/g)].map(
      ([, uri]) => uri,
    );
    expect(new Set(uris)).toEqual(
      new Set([
        'services/billing/Dockerfile',
        'services/billing/catalog-info.yaml',
      ]),
    );
  });

  it('compares each entity with its baseline', async () => {
    folder.write(service('orders', { Dockerfile: rooted }));
    const { code, stdout } = await check('--baseline', 'HEAD');
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /worse +L1 Images run as non-root .*\n.*\n +services\/orders\/Dockerfile:1\n/,
    );
    expect((await check('services/billing', '--baseline', 'HEAD')).code).toBe(
      0,
    );
  });

  it('shows where each entity stands, and all of it when asked', async () => {
    const { stdout } = await check();
    expect(stdout).toBe(`component:default/billing
  House rules  -    33.3  2 checks missing for L1

component:default/orders
  House rules  L2  100.0  nothing is missing that files can prove

--entity <ref> shows the next steps of one of them, --all those of all.
`);
    expect((await check('--all')).stdout).toMatch(
      /of component:default\/billing\n.*services\/billing\/Dockerfile:1\n.*of component:default\/orders\n/s,
    );
  });

  it('comments on a pull request what changed, and of whom', async () => {
    folder.write(service('orders', { Dockerfile: rooted }));
    const { stdout } = await check(
      ...['--baseline', 'HEAD', '--format', 'markdown'],
    );
    expect(stdout).toContain(
      '\n| `component:default/billing` | House rules | none | 33.3 | 0 | 0 |\n',
    );
    expect(stdout).toMatch(
      /\n\| `component:default\/orders` \| House rules \| L2 → none \| 100 → 66\.6 \| 1 \| 0 \|\n/,
    );
    expect(stdout.match(/^## .*/gm)).toEqual([
      '## House rules: `component:default/orders`',
    ]);
  });

  it('sees a change at the root in the entity', async () => {
    folder.git('rm', '--quiet', '.github/workflows/orders.yml');
    const { code, stdout } = await check(
      ...['services/orders', '--baseline', 'HEAD'],
    );
    expect(code).toBe(1);
    expect(stdout).toMatch(/worse +L1 Tests run/);
  });

  it('takes an example for a repository of its own', async () => {
    folder.write(
      Object.fromEntries(
        Object.entries(service('orders')).map(([path, text]) => [
          `examples/${path}`,
          text,
        ]),
      ),
    );
    folder.write({ 'examples/services/orders/Dockerfile': rooted });
    expect(await outcomes('examples/services/orders')).toEqual([
      ['orders', 'non-root fail Dockerfile', 'no-env pass', 'tested fail'],
    ]);
    const { stdout } = await check(
      ...['examples/services/orders', '--format', 'sarif'],
    );
    expect(stdout).toContain('"examples/services/orders/Dockerfile"');
  });
});
