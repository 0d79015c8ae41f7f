import fc from 'fast-check';
import { observeSection } from '../testing';
import { ciAnalyzer } from './ciAnalyzer';

const sha = 'a'.repeat(40);
const workflow = '.github/workflows/ci.yml';

async function observe(files: Record<string, string>) {
  const { facts, problems } = await observeSection(ciAnalyzer, files);
  expect(problems).toEqual([]);
  return facts;
}

/** A workflow of one job with the given steps. */
const withSteps = (...steps: string[]) =>
  `on: push\njobs:\n  main:\n    runs-on: x\n    steps:\n${steps
    .map(step => `      - ${step.split('\n').join('\n        ')}\n`)
    .join('')}`;

async function stepOf(step: string) {
  const { steps } = await observe({ [workflow]: withSteps(step) });
  expect(steps).toHaveLength(1);
  return steps[0];
}

describe('workflows', () => {
  it('are stated with their jobs and steps, each with its line', async () => {
    const facts = await observe({
      [workflow]: `name: CI
on:
  pull_request:
  push:
    branches: [main]
permissions: {}
concurrency:
  group: x
  cancel-in-progress: true
jobs:
  lint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@${sha} # v7
      - name: Lint
        run: npm run lint
  deploy:
    needs: [lint]
    environment:
      name: production
    runs-on: ubuntu-latest
    steps:
      - run: kubectl apply -k deploy
`,
    });
    expect(facts).toEqual({
      pipelines: [
        {
          path: workflow,
          line: 1,
          provider: 'github',
          name: 'CI',
          onPullRequest: true,
          onPush: true,
          cancelsSuperseded: true,
          leastPrivilege: true,
        },
      ],
      jobs: [
        {
          path: workflow,
          line: 11,
          pipeline: 'CI',
          name: 'lint',
          environment: '',
          needs: [],
          waitsFor: [],
          manual: false,
          preview: false,
          does: ['lint'],
        },
        {
          path: workflow,
          line: 17,
          pipeline: 'CI',
          name: 'deploy',
          environment: 'production',
          needs: ['lint'],
          waitsFor: ['lint'],
          manual: true,
          preview: false,
          does: ['deploy'],
        },
      ],
      steps: [
        {
          path: workflow,
          line: 14,
          pipeline: 'CI',
          job: 'lint',
          name: 'actions/checkout',
          uses: 'actions/checkout',
          pinned: true,
          does: [],
          after: [],
          minimumCoverage: 0,
        },
        {
          path: workflow,
          line: 15,
          pipeline: 'CI',
          job: 'lint',
          name: 'Lint',
          uses: '',
          pinned: true,
          does: ['lint'],
          after: [],
          minimumCoverage: 0,
        },
        {
          path: workflow,
          line: 23,
          pipeline: 'CI',
          job: 'deploy',
          name: '',
          uses: '',
          pinned: true,
          does: ['deploy'],
          after: ['lint'],
          minimumCoverage: 0,
        },
      ],
      images: [],
      previews: [],
    });
  });

  it.each<[string, object]>([
    ['on: push', { onPush: true, onPullRequest: false }],
    ['on: [push, merge_group]', { onPush: true, onPullRequest: true }],
    ['on: pull_request_target', { onPush: false, onPullRequest: true }],
    ['on: { push: { tags: [v*] } }', { onPush: false }],
    ['on: { push: { tags: [v*], branches: [main] } }', { onPush: true }],
    ['# on: pull_request\non: push', { onPullRequest: false }],
    ['on: push', { leastPrivilege: false }],
    ['on: push\npermissions: write-all', { leastPrivilege: false }],
    ['on: push\npermissions: read-all', { leastPrivilege: true }],
    ['on: push\npermissions:\n  contents: read', { leastPrivilege: true }],
    ['on: push\nconcurrency: ci', { cancelsSuperseded: false }],
    [
      'on: push\nconcurrency: { group: a, cancel-in-progress: false }',
      { cancelsSuperseded: false },
    ],
    [
      'on: push\nconcurrency: { group: a, cancel-in-progress: "${{ github.ref != \'main\' }}" }',
      { cancelsSuperseded: true },
    ],
  ])('%s', async (head, expected) => {
    const text = `${head}\njobs: { a: { steps: [{ run: x }] } }\n`;
    const { pipelines } = await observe({ [workflow]: text });
    expect(pipelines).toMatchObject([expected]);
  });

  it('elsewhere than in the folder of workflows are none', async () => {
    const facts = await observe({
      'templates/.github/workflows/ci.yml': withSteps('run: npm test'),
      '.github/workflows/deep/ci.yml': withSteps('run: npm test'),
      '.github/dependabot.yml': 'jobs: {}',
    });
    expect(facts.pipelines).toEqual([]);
  });

  it('of the same name are told apart', async () => {
    const { pipelines, jobs } = await observe({
      '.github/workflows/a.yml': `name: CI\n${withSteps('run: x')}`,
      '.github/workflows/b.yml': `name: CI\n${withSteps('run: x')}`,
    });
    const names = ['CI', '.github/workflows/b.yml'];
    expect(pipelines.map(({ name }) => name)).toEqual(names);
    expect(jobs.map(({ pipeline }) => pipeline)).toEqual(names);
  });

  it.each<[string, string[]]>([
    ['run: jest', ['unit-test']],
    ['{ run: jest, continue-on-error: true }', []],
    ['{ run: npm audit, continue-on-error: true }', ['dependency-scan']],
    ['{ run: jest, continue-on-error: "${{ matrix.new }}" }', ['unit-test']],
  ])('with a step %s do %j', async (step, does) => {
    const { steps } = await observe({ [workflow]: withSteps(step) });
    expect(steps).toMatchObject([{ does }]);
  });

  it('only started by a person are manual', async () => {
    const { jobs } = await observe({
      [workflow]: withSteps('run: x').replace('push', 'workflow_dispatch'),
    });
    expect(jobs).toMatchObject([{ manual: true }]);
  });

  it('that do not parse are a problem of their place, and others are read', async () => {
    const { facts, problems } = await observeSection(ciAnalyzer, {
      [workflow]: 'on: push\njobs:\n  a: [\n',
      '.github/workflows/good.yml': withSteps('run: npm test'),
    });
    expect(facts.pipelines).toHaveLength(1);
    expect(problems).toMatchObject([{ path: workflow, line: 4 }]);
  });
});

describe('actions', () => {
  it.each<[string, boolean]>([
    [`a/b@${sha}`, true],
    [`a/b/c@${sha}`, true],
    ['a/b@v4', false],
    ['a/b@main', false],
    ['a/b@abc1234', false],
    ['a/b', false],
    ['./tools/action', true],
    [`docker://alpine@sha256:${'b'.repeat(64)}`, true],
    ['docker://alpine:3.20', false],
  ])('%s: pinned is %s', async (uses, pinned) => {
    expect(await stepOf(`uses: ${uses}`)).toMatchObject({
      uses: uses.replace(/@.*|(?<=alpine):.*/, ''),
      pinned,
    });
  });

  it.each<[string, string[]]>([
    ['uses: actions/checkout@v4', []],
    ['uses: actions/cache@v4', ['cache']],
    ['uses: actions/setup-node@v4', []],
    ['uses: actions/setup-node@v4\nwith: { cache: npm }', ['cache']],
    ['uses: gradle/actions/setup-gradle@v4', ['cache']],
    ['uses: actions/setup-go@v5', ['cache']],
    ['uses: actions/setup-go@v5\nwith: { cache: false }', []],
    ['uses: docker/build-push-action@v6', ['image-build']],
    [
      'uses: docker/build-push-action@v6\nwith: { push: true, platforms: "linux/amd64,linux/arm64", sbom: true, provenance: mode=max, cache-from: type=gha }',
      [
        ...['cache', 'image-build', 'image-push', 'multi-arch'],
        ...['provenance', 'sbom'],
      ],
    ],
    [
      'uses: docker/build-push-action@v6\nwith: { push: false, platforms: linux/amd64, provenance: false }',
      ['image-build'],
    ],
    ['uses: aquasecurity/trivy-action@v1', ['image-scan']],
    [
      'uses: aquasecurity/trivy-action@v1\nwith: { scan-type: fs }',
      ['dependency-scan'],
    ],
    [
      'uses: aquasecurity/trivy-action@v1\nwith: { scan-type: config }',
      ['iac-scan'],
    ],
    ['uses: anchore/sbom-action@v0', ['sbom']],
    ['uses: github/codeql-action/init@v3', []],
    ['uses: github/codeql-action/analyze@v3', ['sast']],
    ['uses: github/codeql-action/upload-sarif@v3', []],
    ['uses: gitleaks/gitleaks-action@v2', ['secret-scan']],
    ['uses: sigstore/cosign-installer@v3', ['install']],
    ['uses: actions/attest-build-provenance@v2', ['provenance']],
    ['uses: actions/dependency-review-action@v4', ['dependency-scan']],
    ['uses: codecov/codecov-action@v5', ['coverage']],
    ['uses: golangci/golangci-lint-action@v6', ['lint']],
    ['uses: grafana/run-k6-action@v1', ['load-test']],
    [
      'uses: docker://zricethezav/gitleaks:v8\nwith: { args: detect }',
      ['secret-scan'],
    ],
    ['uses: actions-rust-lang/setup-rust-toolchain@v1', ['cache']],
    [
      'uses: actions-rust-lang/setup-rust-toolchain@v1\nwith: { cache: false }',
      [],
    ],
    ['uses: Swatinem/rust-cache@v2', ['cache']],
    ['uses: astral-sh/setup-uv@v6', ['cache']],
    ['uses: astral-sh/setup-uv@v6\nwith: { enable-cache: false }', []],
    ['uses: oven-sh/setup-bun@v2', []],
    // Actions that run what they are told
    ['uses: nick-fields/retry@v3\nwith: { command: npm test }', ['unit-test']],
    ['uses: actions-rs/cargo@v1\nwith: { command: clippy }', ['lint']],
    ['uses: pulumi/actions@v6\nwith: { command: preview }', []],
    ['uses: pulumi/actions@v6\nwith: { command: up }', ['deploy']],
    ['uses: cloudflare/wrangler-action@v3', ['deploy']],
    [
      'uses: superfly/flyctl-actions@1\nwith: { args: deploy --remote-only }',
      ['deploy'],
    ],
    [
      'uses: gradle/actions/setup-gradle@v3\nwith: { arguments: check }',
      ['cache', 'unit-test'],
    ],
    [
      'name: Deploy\nuses: appleboy/ssh-action@v1\nwith: { script: docker compose up -d }',
      ['deploy'],
    ],
    [
      'name: Read logs\nuses: appleboy/ssh-action@v1\nwith: { script: journalctl }',
      [],
    ],
    ['uses: pre-commit/action@v3', ['lint']],
    ['uses: nobody/knows@v1', []],
  ])('%s', async (step, does) => {
    expect(await stepOf(step)).toMatchObject({ does });
  });
});

describe('steps', () => {
  it.each<[string, string[]]>([
    ['if: false\nrun: npm test', []],
    ['if: ${{ false }}\nuses: actions/cache@v4', []],
    ['if: always()\nrun: npm test', ['unit-test']],
    ['run: |\n  # npm test\n  echo "npm run lint"', []],
    ['name: Run unit tests\nrun: echo done', []],
    ['name: Smoke test\nrun: echo done', []],
    ['name: Smoke test\nrun: curl -fsS "$URL"', ['smoke-test']],
    [
      'name: Verify\nrun: curl -fsS https://example.com/healthz',
      ['smoke-test'],
    ],
    ['name: Deploy\nrun: curl -f https://example.com/readyz', ['smoke-test']],
    ['name: Release\nrun: curl -f http://localhost:8080/readyz', []],
    ['name: Download\nrun: curl -fsSL https://example.com/x.tgz', []],
    ['name: Smoke test\nrun: ./check.sh', ['smoke-test']],
    ['name: Integration tests\nrun: go test ./...', ['integration-test']],
    ['name: Integration lint\nrun: npm run lint', ['lint']],
    ['name: Unit and integration\nrun: go test ./...', ['unit-test']],
    ['name: Deploy\nrun: ssh "$HOST" ./restart.sh', ['deploy']],
    ['name: To staging\nrun: ssh "$HOST" ./restart.sh', ['deploy']],
    ['name: Deploy\nrun: docker compose -f compose.yml up -d', ['deploy']],
    ['name: Test the deployment\nrun: docker compose up -d', []],
    ['name: Start the database\nrun: docker compose up -d', []],
    [
      'env: { CHECK: npm test }\nrun: $CHECK -- --coverage',
      ['coverage', 'unit-test'],
    ],
    ['env: { A: $B, B: $A }\nrun: $A', []],
    ['name: Roll back\nrun: helm upgrade app ./chart', ['rollback']],
    ['name: Set up integration\nrun: ./make-ready.sh', []],
    ['shell: python\nrun: |\n  npm = "x"\n  npm test', []],
  ])('%s', async (step, does) => {
    expect(await stepOf(step)).toMatchObject({ does });
  });

  it('of a job that never runs do nothing', async () => {
    const { jobs, steps } = await observe({
      [workflow]:
        'on: push\njobs: { a: { if: false, steps: [{ run: npm test }] } }',
    });
    expect(jobs).toMatchObject([{ does: [] }]);
    expect(steps).toMatchObject([{ does: [] }]);
  });

  it('are helped by the name of their job', async () => {
    const { jobs } = await observe({
      [workflow]:
        'on: push\njobs: { smoke: { steps: [{ run: curl -f $URL/healthz }] } }',
    });
    expect(jobs).toMatchObject([{ name: 'smoke', does: ['smoke-test'] }]);
  });

  it('do what the values of a matrix say together', async () => {
    const { jobs } = await observe({
      'api/package.json': '{"scripts": {"check": "eslint ."}}',
      'web/package.json': '{"scripts": {"check": "prettier --check ."}}',
      [workflow]: `on: push
jobs:
  commands:
    strategy: { matrix: { command: [npm run lint, npm test] } }
    steps: [{ run: "\${{ matrix.command }}" }]
  entries:
    strategy:
      matrix:
        include:
          - { folder: api, what: { run: npm run check } }
          - { folder: web, what: { run: echo done } }
    steps:
      - { run: "\${{ matrix.what.run }}", working-directory: "\${{ matrix.folder }}" }
`,
    });
    expect(jobs).toMatchObject([
      { name: 'commands', does: ['lint', 'unit-test'] },
      { name: 'entries', does: ['lint'] },
    ]);
  });

  it('know the scripts of the package at the root', async () => {
    const { steps } = await observe({
      'package.json': '{"scripts": {"ci": "eslint . && vitest"}}',
      'api/package.json': '{"scripts": {"ci": "mocha"}}',
      [workflow]: withSteps(
        'run: npm run ci',
        'run: npm run ci\nworking-directory: other',
        'run: npm run ci\nworking-directory: ./api/',
      ),
    });
    expect(steps.map(({ does }) => does)).toEqual([
      ['lint', 'unit-test'],
      [],
      ['unit-test'],
    ]);
  });
});

describe('what surrounds steps', () => {
  const doesOf = async (job: string) =>
    (
      await observe({ [workflow]: `on: push\njobs:\n  a: ${job}\n` })
    ).steps.flatMap(({ does }) => does);

  it('is no delivery when the cluster is made by the job', async () => {
    const apply = '{ run: kubectl apply -k deploy }';
    const make = '{ uses: helm/kind-action@v1 }';
    expect(await doesOf(`{ steps: [${apply}] }`)).toEqual(['deploy']);
    expect(await doesOf(`{ steps: [${make}, ${apply}] }`)).toEqual([]);
    expect(
      await doesOf(`{ steps: [${make}, ${apply}, { run: helm test app }] }`),
    ).toEqual(['integration-test']);
  });

  it('makes integration tests of tests beside a database', async () => {
    const steps = 'steps: [{ run: pytest }]';
    expect(await doesOf(`{ ${steps} }`)).toEqual(['unit-test']);
    expect(
      await doesOf(`{ services: { db: { image: postgres } }, ${steps} }`),
    ).toEqual(['integration-test', 'unit-test']);
  });
});

describe('what comes before a step', () => {
  it('is what its job did, part by part, and what its job waits for', async () => {
    const { steps } = await observe({
      [workflow]: `on: push
jobs:
  a: { needs: b, steps: [{ uses: ./x }, { run: npx playwright test }] }
  b: { needs: a, steps: [{ run: mypy . }] }
  c: { steps: [{ run: npm ci }] }
`,
      'x/action.yml':
        'runs: { steps: [{ run: npx eslint ., shell: bash }, { run: pytest, shell: bash }] }',
    });
    expect(
      steps.map(({ job, does, after }) => [job, does.join(), after.join()]),
    ).toEqual([
      ['a', 'lint,unit-test', 'type-check'],
      ['a', 'lint', 'type-check'],
      ['a', 'unit-test', 'lint,type-check'],
      ['a', 'integration-test', 'lint,type-check,unit-test'],
      // Jobs that wait for each other never run; nothing hangs.
      ['b', 'type-check', 'integration-test,lint,unit-test'],
      ['c', 'install', ''],
    ]);
  });
});

describe('environments for one change', () => {
  it.each<[string, string[]]>([
    ['preview', ['preview']],
    ['review/${{ github.head_ref }}', ['preview']],
    ['pr-${{ github.event.number }}', ['preview']],
    ['production', ['deploy']],
    ['premium', ['deploy']],
  ])('%s', async (environment, does) => {
    const { jobs } = await observe({
      [workflow]: `on: push\njobs: { a: { environment: "${environment}", steps: [{ run: kubectl apply -k . }] } }`,
    });
    expect(jobs).toMatchObject([{ does, preview: does.includes('preview') }]);
  });

  it.each<[string, string, string[]]>([
    [
      'deploy/previews.yaml',
      'kind: ApplicationSet\nmetadata:\n  name: a\nspec: { generators: [{ matrix: { generators: [{ list: {} }, { pullRequest: { github: {} } }] } }] }\n',
      ['3 argo-cd'],
    ],
    [
      'deploy/apps.yaml',
      'kind: ApplicationSet # pullRequest\nmetadata: { name: a }\nspec: { generators: [{ list: {} }] }\n',
      [],
    ],
    [
      'render.yaml',
      'previews:\n  generation: automatic # review\n',
      ['1 render'],
    ],
    ['render.yaml', 'previews:\n  generation: off # review\n', []],
    ['app.json', '{"environments": {"review": {}}}', ['1 heroku']],
  ])('in %s', async (path, text, expected) => {
    const { previews } = await observe({ [path]: text });
    expect(previews.map(({ line, tool }) => `${line} ${tool}`)).toEqual(
      expected,
    );
  });
});

describe('images that are pushed', () => {
  const build = (tags: string) =>
    `uses: docker/build-push-action@v6\nwith:\n  push: true\n  tags: ${tags}`;

  it.each<[string, string[], string[]]>([
    ['a literal', [build('a/b:latest')], ['a/b moving']],
    ['no tag', ['run: docker push a/b'], ['a/b moving']],
    ['a version', [build('a/b:v1.2.3')], ['a/b version']],
    [
      'the commit',
      [build('"a/b:latest,a/b:${{ github.sha }}"')],
      ['a/b commit,moving'],
    ],
    ['a branch', [build('a/b:${{ github.ref_name }}')], ['a/b moving']],
    [
      'a pull request',
      [build('a/b:pr-${{ github.event.number }}')],
      ['a/b moving'],
    ],
    [
      'the commit of a pull request',
      [build('a/b:${{ github.event.pull_request.head.sha }}')],
      ['a/b commit'],
    ],
    [
      'a part of the commit',
      ['run: docker push a/b:${GITHUB_SHA::12}'],
      ['a/b commit'],
    ],
    ['a digest', ['run: docker push a/b@sha256:abc'], ['a/b commit']],
    [
      'variables of a step',
      [
        'env: { IMAGE: a/b, TAG: "${{ github.sha }}" }\nrun: docker push "$IMAGE:$TAG"',
      ],
      ['a/b commit'],
    ],
    [
      'what docker/metadata-action makes',
      [
        'id: meta\nuses: docker/metadata-action@v5\nwith:\n  images: a/b\n  tags: |\n    type=sha\n    type=raw,value=latest',
        build('${{ steps.meta.outputs.tags }}'),
      ],
      ['a/b commit,moving'],
    ],
    [
      'what docker/metadata-action makes of a branch',
      [
        'id: meta\nuses: docker/metadata-action@v5\nwith: { images: a/b }',
        build('${{ steps.meta.outputs.tags }}'),
      ],
      ['a/b moving'],
    ],
    [
      'what a step gives to others',
      [
        'id: tag\nrun: |\n  TAG=$(git rev-parse --short HEAD)\n  echo "tag=$TAG" >> $GITHUB_OUTPUT',
        build('a/b:${{ steps.tag.outputs.tag }}'),
      ],
      ['a/b commit'],
    ],
    [
      'what is left of a variable',
      ['env: { TAG: "${GITHUB_SHA::8}" }\nrun: docker push "a/b:${TAG#v}"'],
      ['a/b commit'],
    ],
    [
      'an image that is not pushed',
      ['uses: docker/build-push-action@v6\nwith: { tags: a/b:latest }'],
      [],
    ],
  ])('%s', async (_, steps, expected) => {
    const { images } = await observe({ [workflow]: withSteps(...steps) });
    expect(images.map(({ image, tags }) => `${image} ${tags}`)).toEqual(
      expected,
    );
  });

  it.each([
    "github.ref_type == 'tag'",
    "startsWith(github.ref, 'refs/tags/v')",
  ])('name a release where the job runs if %s', async condition => {
    const { images } = await observe({
      [workflow]: `on: push\njobs:\n  a:\n    if: ${condition}\n    steps:\n      - run: docker push a/b:$GITHUB_REF_NAME\n`,
    });
    expect(images).toMatchObject([{ tags: ['version'] }]);
  });

  it('name a release where only a release starts the workflow', async () => {
    const { images } = await observe({
      [workflow]: `${withSteps(
        'run: docker push a/b:$GITHUB_REF_NAME',
      )}`.replace('on: push', 'on: { push: { tags: [v*] } }'),
    });
    expect(images).toMatchObject([{ tags: ['version'] }]);
  });

  it('leave nothing but themselves unknown when their tag is', async () => {
    const { facts, problems } = await observeSection(ciAnalyzer, {
      [workflow]: withSteps('run: npm test', 'run: docker push a/b:$MYSTERY'),
    });
    expect(facts.images).toMatchObject([{ image: 'a/b', tags: [] }]);
    expect(problems).toMatchObject([
      { line: 7, list: 'images', reason: expect.stringMatching('MYSTERY') },
    ]);
  });

  it('are known with the jobs that deploy them', async () => {
    const { images } = await observe({
      [workflow]: `on: push
env: { IMAGE: "a/b:\${{ github.sha }}" }
jobs:
  image: { steps: [{ run: docker build -t $IMAGE . && docker push $IMAGE }] }
  staging: { needs: image, steps: [{ run: helm upgrade a ./c }] }
  production: { needs: staging, steps: [{ run: docker push a/b:stable }, { run: helm upgrade a ./c }] }
`,
    });
    expect(images).toMatchObject([
      {
        image: 'a/b',
        built: true,
        tags: ['commit'],
        deploys: [`${workflow} / staging`, `${workflow} / production`],
      },
      { built: false, deploys: [`${workflow} / production`] },
    ]);
  });
});

describe('pipelines of other providers', () => {
  it.each(['Jenkinsfile', '.travis.yml', '.circleci/config.yml'])(
    'leave unknown what %s does',
    async path => {
      const { problems } = await observeSection(ciAnalyzer, { [path]: 'x' });
      expect(problems).toEqual([
        { path, reason: expect.stringContaining('not read') },
      ]);
    },
  );

  it('leave unknown what a workflow of another repository does', async () => {
    const call = (name: string) =>
      `on: push\njobs: { a: { uses: acme/ci/.github/workflows/${name}.yml@v2 } }`;
    const named = await observe({ [workflow]: call('unit_tests') });
    expect(named.steps).toMatchObject([{ does: ['unit-test'] }]);
    const { problems } = await observeSection(ciAnalyzer, {
      [workflow]: call('verify'),
    });
    expect(problems).toMatchObject([
      { line: 2, reason: expect.stringMatching('verify.yml, which is not') },
    ]);
  });

  it('matter no more where another pipeline tests', async () => {
    const { problems } = await observeSection(ciAnalyzer, {
      '.travis.yml': 'x',
      [workflow]: withSteps('run: npm test'),
    });
    expect(problems).toEqual([]);
  });
});

describe('what is called in the same repository', () => {
  const action = `runs:
  using: composite
  steps:
    - uses: actions/cache@v4
    - run: npm ci
      shell: bash
`;

  it('is read for a composite action', async () => {
    const { steps, jobs } = await observe({
      [workflow]: withSteps('uses: ./.github/actions/setup'),
      '.github/actions/setup/action.yaml': action,
    });
    expect(steps).toMatchObject([
      {
        path: workflow,
        uses: './.github/actions/setup',
        pinned: true,
        does: ['cache', 'install'],
      },
      {
        path: '.github/actions/setup/action.yaml',
        line: 4,
        job: 'main',
        uses: 'actions/cache',
        pinned: false,
      },
      { path: '.github/actions/setup/action.yaml', line: 5 },
    ]);
    expect(jobs).toMatchObject([{ does: ['cache', 'install'] }]);
  });

  it('is read for a workflow, with its inputs, as part of the caller', async () => {
    const { pipelines, jobs, steps } = await observe({
      [workflow]: `name: CI
on: pull_request
jobs:
  ship:
    uses: ./.github/workflows/deploy.yml
    with: { environment: staging }
`,
      '.github/workflows/deploy.yml': `name: Deploy
on:
  workflow_call:
    inputs:
      environment: { type: string, default: production }
      push: { type: boolean, default: true }
jobs:
  go:
    environment: \${{ inputs.environment }}
    steps:
      - uses: docker/build-push-action@${sha}
        with: { push: "\${{ inputs.push }}" }
      - run: helm upgrade app ./chart
`,
    });
    expect(pipelines).toMatchObject([{ name: 'CI', onPullRequest: true }]);
    expect(jobs).toMatchObject([
      {
        name: 'ship / go',
        environment: 'staging',
        does: ['deploy', 'image-build', 'image-push'],
      },
    ]);
    expect(steps).toMatchObject([
      {
        pipeline: 'CI',
        job: 'ship / go',
        path: '.github/workflows/deploy.yml',
      },
      { pipeline: 'CI', job: 'ship / go', line: 13 },
    ]);
  });

  it('is as many jobs as a workflow has, between those before and after it', async () => {
    const { jobs, steps } = await observe({
      [workflow]: `on: push
jobs:
  first: { steps: [{ run: npm run lint }] }
  tests: { needs: first, uses: ./.github/workflows/tests.yml }
  last: { needs: [tests], steps: [{ run: helm upgrade app ./chart }] }
`,
      '.github/workflows/tests.yml':
        'on: workflow_call\njobs:\n  unit: { steps: [{ run: pytest }] }\n  e2e: { needs: unit, steps: [{ run: npx playwright test }] }\n',
    });
    expect(
      Object.fromEntries(jobs.map(({ name, waitsFor }) => [name, waitsFor])),
    ).toEqual({
      first: [],
      'tests / unit': ['first'],
      'tests / e2e': ['first', 'tests / unit'],
      last: ['first', 'tests / e2e', 'tests / unit'],
    });
    expect(steps.find(({ does }) => does.includes('deploy'))).toMatchObject({
      after: ['integration-test', 'lint', 'unit-test'],
    });
  });

  it('is stated as a step for a workflow of another repository', async () => {
    const { steps } = await observe({
      [workflow]: `on: push\njobs:\n  slsa:\n    uses: slsa-framework/slsa-github-generator/.github/workflows/generator_container_slsa3.yml@v2\n`,
    });
    expect(steps).toMatchObject([
      { pinned: false, does: ['provenance'], line: 4 },
    ]);
  });

  it('ends when workflows and actions call themselves', async () => {
    const { facts, problems } = await observeSection(ciAnalyzer, {
      [workflow]:
        'on: push\njobs: { a: { uses: ./.github/workflows/ci.yml }, b: { steps: [{ uses: ./x }, { uses: ./x }] } }',
      'x/action.yml': 'runs: { steps: [{ uses: ./x }, { uses: ./x }] }',
    });
    expect(facts.pipelines).toHaveLength(1);
    expect(problems.length).toBeGreaterThan(0);
  });

  it('ends when calls multiply', async () => {
    const many = (uses: string) => Array(200).fill(`{ uses: ${uses} }`).join();
    const { problems } = await observeSection(ciAnalyzer, {
      [workflow]: `on: push\njobs: { a: { steps: [${many('./x')}] } }`,
      'x/action.yml': `runs: { steps: [${many('./y')}] }`,
      'y/action.yml': `runs: { steps: [${many('./z')}] }`,
      'z/action.yml': `runs: { steps: [${many('a/b@v1')}] }`,
    });
    expect(problems).toMatchObject([{ reason: expect.stringMatching('5000') }]);
  });

  it('never leaves the tree', async () => {
    const { steps } = await observe({
      [workflow]: withSteps('uses: ./../../etc', 'uses: ./', 'uses: ./none'),
    });
    expect(steps).toHaveLength(3);
  });
});

it('never throws, whatever the workflow', async () => {
  const key = fc.constantFrom(
    ...['on', 'jobs', 'steps', 'uses', 'run', 'with', 'name', 'needs', 'if'],
    ...['push', 'concurrency', 'permissions', 'environment', 'a', '__proto__'],
    ...['workflow_call', 'inputs', 'default', 'defaults', 'runs'],
  );
  const { tree } = fc.letrec(tie => ({
    tree: fc.oneof(
      { depthSize: 'medium' },
      fc.constantFrom<unknown>(
        ...['./x', './.github/workflows/ci.yml', 'a/b@v1'],
        ...['npm test', null, 1, true, '${{ inputs.a }}', 'docker://x'],
      ),
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(key, tie('tree'), { maxKeys: 5 }),
    ),
  }));
  await fc.assert(
    fc.asyncProperty(tree, tree, fc.string(), async (jobs, runs, text) => {
      const { facts } = await observeSection(ciAnalyzer, {
        [workflow]: JSON.stringify({ on: runs, jobs }),
        'x/action.yml': JSON.stringify({ runs, inputs: jobs }),
        '.github/workflows/text.yml': text,
        'package.json': JSON.stringify({ scripts: runs }),
      });
      expect(facts.jobs.length).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 500 },
  );
});
