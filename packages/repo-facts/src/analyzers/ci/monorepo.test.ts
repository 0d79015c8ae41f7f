import { observeSection } from '../testing';
import { ciAnalyzer } from './ciAnalyzer';

const services = {
  'services/orders/server.js': '',
  'services/orders/README.md': '',
  'services/orders/package.json':
    '{"scripts": {"verify": "eslint . && vitest"}}',
  'services/billing/server.js': '',
};

/** What pipelines do for the service `orders`, as `job: deed, deed`. */
async function forOrders(files: Record<string, string>) {
  const { facts } = await observeSection(
    ciAnalyzer,
    { ...services, ...files },
    'services/orders',
  );
  const { pipelines, jobs } = facts;
  return {
    pipelines: pipelines.map(({ name }) => name),
    jobs: jobs.map(({ name, does }) => `${name}: ${does.join(', ')}`),
    facts,
  };
}

describe('GitHub workflows of a repository of several entities', () => {
  const withEvents = (on: string) =>
    forOrders({
      '.github/workflows/ci.yml': `name: CI\non: ${on}\njobs: { test: { steps: [{ run: npm test }] } }\n`,
    });

  it.each([
    ['no filter', 'push'],
    ['its paths', '{ push: { paths: [services/orders/**] } }'],
    ['all paths', '{ push: { paths: ["**"] } }'],
    ['an optional character', '{ push: { paths: ["**/*.jsx?"] } }'],
    ['one file of it', '{ push: { paths: ["services/*/README.md"] } }'],
    ['what is left', '{ push: { paths-ignore: ["**/*.md", docs/**] } }'],
    [
      'a later pattern',
      '{ push: { paths: ["!services/**", services/o*/**] } }',
    ],
    [
      'pull requests, unlike pushes',
      '{ push: { paths: [docs/**] }, pull_request: {} }',
    ],
  ])('count by %s', async (_, on) => {
    expect((await withEvents(on)).pipelines).toEqual(['CI']);
  });

  it.each([
    ['of another', '{ push: { paths: [services/billing/**] } }'],
    ['that begin the same', '{ push: { paths: [services/order/**] } }'],
    [
      'taken out again',
      '{ push: { paths: [services/**, "!services/orders/**"] } }',
    ],
    ['that are ignored', '{ push: { paths-ignore: [services/orders/**] } }'],
    [
      'of another, also by hand',
      '{ pull_request: { paths: [docs/**] }, workflow_dispatch: }',
    ],
  ])('do not count by paths %s', async (_, on) => {
    expect(await withEvents(on)).toMatchObject({ pipelines: [], jobs: [] });
  });

  it('run for the changes that may start them alone', async () => {
    const { facts } = await withEvents(
      '{ push: { paths: [docs/**] }, pull_request: {} }',
    );
    expect(facts.pipelines).toMatchObject([
      { onPush: false, onPullRequest: true },
    ]);
  });

  it('that lie in a folder run nowhere', async () => {
    const { pipelines } = await forOrders({
      'services/orders/.github/workflows/ci.yml':
        'on: push\njobs: { test: { steps: [{ run: npm test }] } }\n',
      'services/orders/.gitlab-ci.yml': 'test: { script: npm test }\n',
    });
    expect(pipelines).toEqual([]);
  });

  const withJob = async (job: string, top = '') =>
    (
      await forOrders({
        '.github/workflows/ci.yml': `on: push\n${top}\njobs:\n  a: ${job}\n`,
      })
    ).jobs;

  it.each([
    ['at the root', '{ steps: [{ run: npm test }] }'],
    [
      'in its folder',
      '{ steps: [{ run: npm run verify, working-directory: ./services/orders/ }] }',
    ],
    ['above it', '{ steps: [{ run: npm test, working-directory: services }] }'],
    [
      'below it',
      '{ steps: [{ run: npm test, working-directory: services/orders/api }] }',
    ],
    [
      'after a change of folder',
      '{ steps: [{ run: cd services/orders && npm test }] }',
    ],
    [
      'in a folder of a matrix',
      '{ strategy: { matrix: { name: [billing, orders] } }, defaults: { run: { working-directory: "services/${{ matrix.name }}" } }, steps: [{ run: npm test }] }',
    ],
    [
      'in a folder that is not known',
      '{ steps: [{ run: npm test, working-directory: "${{ env.FOLDER }}" }] }',
    ],
  ])('count what works %s', async (_, job) => {
    expect(await withJob(job)).toEqual([
      expect.stringMatching(/^a: (?:lint, )?unit-test$/),
    ]);
  });

  it.each([
    [
      'a step',
      '{ steps: [{ uses: actions/checkout@v4 }, { run: npm ci }, { run: npm test, working-directory: services/billing }] }',
    ],
    [
      'a job',
      '{ defaults: { run: { working-directory: services/billing } }, steps: [{ run: npm test }] }',
    ],
    ['a script', '{ steps: [{ run: "cd services/billing\\nnpm test" }] }'],
    [
      'a matrix',
      '{ strategy: { matrix: { name: [billing, search] } }, steps: [{ run: "cd services/${{ matrix.name }}; npm test" }] }',
    ],
    [
      'an action',
      '{ steps: [{ uses: docker/build-push-action@v6, with: { context: ., file: services/billing/Dockerfile } }] }',
    ],
  ])('do not count %s that works elsewhere', async (_, job) => {
    expect(await withJob(job)).toEqual([]);
  });

  it('do not count a workflow that works elsewhere', async () => {
    const top = 'defaults: { run: { working-directory: services/billing } }';
    expect(await withJob('{ steps: [{ run: npm test }] }', top)).toEqual([]);
  });

  it('keep what a job does here when it also works elsewhere', async () => {
    expect(
      await withJob(
        '{ steps: [{ run: npm run verify, working-directory: services/orders }, { run: npm run build, working-directory: services/billing }] }',
      ),
    ).toEqual(['a: lint, unit-test']);
  });

  it('follow what is called with a folder', async () => {
    const call = (name: string) =>
      `${name}: { uses: ./.github/workflows/service.yml, with: { folder: services/${name} } }`;
    const { jobs } = await forOrders({
      '.github/workflows/service.yml':
        'on: { workflow_call: { inputs: { folder: {} } } }\njobs: { test: { steps: [{ run: npm test, working-directory: "${{ inputs.folder }}" }] } }\n',
      '.github/workflows/ci.yml': `on: push\njobs: { ${call('orders')}, ${call(
        'billing',
      )} }\n`,
    });
    expect(jobs).toEqual(['orders / test: unit-test']);
  });
});

describe('a GitLab pipeline of a repository of several entities', () => {
  const withJob = (job: string) => {
    const script = job.includes('script') ? '' : 'script: npm test, ';
    return forOrders({ '.gitlab-ci.yml': `test: { ${script}${job} }\n` });
  };

  it.each([
    ['without rules', 'script: npm test'],
    ['with its paths', 'rules: [{ changes: [services/orders/**/*] }]'],
    [
      'with its paths, in full',
      'rules: [{ changes: { paths: ["services/{orders,x}/*"] } }]',
    ],
    [
      'with another rule',
      'rules: [{ changes: [docs/*] }, { if: $CI_COMMIT_TAG }]',
    ],
    ['with its paths, as of old', 'only: { changes: [services/orders/*] }'],
    ['in its folder', 'script: [cd services/orders, npm test]'],
  ])('counts a job %s', async (_, job) => {
    expect((await withJob(job)).jobs).toEqual(['test: unit-test']);
  });

  it.each([
    ['with paths of another', 'rules: [{ changes: [services/billing/**/*] }]'],
    ['with paths of another, as of old', 'only: { changes: [docs/*] }'],
    ['except for its paths', 'except: { changes: [services/orders/**] }'],
    ['in the folder of another', 'script: [cd services/billing, npm test]'],
  ])('does not count a job %s', async (_, job) => {
    expect(await withJob(job)).toMatchObject({ pipelines: [], jobs: [] });
  });

  it('does not count when no change of the entity starts it', async () => {
    const { pipelines } = await forOrders({
      '.gitlab-ci.yml':
        'workflow: { rules: [{ changes: [docs/*] }] }\ntest: { script: npm test }\n',
    });
    expect(pipelines).toEqual([]);
  });
});
