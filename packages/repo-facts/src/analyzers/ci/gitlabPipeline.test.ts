import fc from 'fast-check';
import { observeSection } from '../testing';
import { ciAnalyzer } from './ciAnalyzer';

const root = '.gitlab-ci.yml';

async function observe(files: Record<string, string>) {
  const { facts, problems } = await observeSection(ciAnalyzer, files);
  expect(problems).toEqual([]);
  return facts;
}

it('states the pipeline with its jobs, and the lines that do something', async () => {
  const facts = await observe({
    [root]: `stages: [test, deploy]
default:
  interruptible: true
  before_script:
    - npm ci
test:
  stage: test
  script:
    - echo "npm run lint"
    - npm test
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
  cache: { paths: [node_modules] }
  coverage: '/x/'
deploy:
  needs: [{ job: test }]
  environment: { name: production }
  when: manual
  before_script: []
  script: kubectl apply -k deploy
`,
  });
  expect(facts.pipelines).toEqual([
    {
      path: root,
      line: 1,
      provider: 'gitlab',
      name: 'GitLab CI',
      onPullRequest: true,
      onPush: true,
      cancelsSuperseded: true,
      leastPrivilege: true,
    },
  ]);
  expect(facts.jobs).toMatchObject([
    {
      name: 'test',
      line: 6,
      manual: false,
      does: ['cache', 'coverage', 'install', 'unit-test'],
    },
    {
      name: 'deploy',
      line: 15,
      needs: ['test'],
      environment: 'production',
      manual: true,
      does: ['deploy'],
    },
  ]);
  expect(
    facts.steps.map(({ job, line, does }) => [job, line, does.join()]),
  ).toEqual([
    ['test', 5, 'install'],
    ['test', 10, 'unit-test'],
    ['test', 6, 'cache'],
    ['test', 6, 'coverage'],
    ['deploy', 20, 'deploy'],
  ]);
});

it.each<[string, object]>([
  [
    'workflow: { rules: [{ if: "$CI_PIPELINE_SOURCE == \'merge_request_event\'" }] }',
    { onPullRequest: true, onPush: false },
  ],
  [
    'workflow: { rules: [{ if: $CI_MERGE_REQUEST_IID }, { if: $CI_COMMIT_BRANCH }] }',
    { onPullRequest: true, onPush: true },
  ],
  [
    'workflow: { rules: [{ if: $CI_MERGE_REQUEST_IID, when: never }, { when: always }] }',
    { onPullRequest: false, onPush: true },
  ],
  [
    'workflow: { rules: [{ if: "$CI_PIPELINE_SOURCE != \'merge_request_event\'" }] }',
    { onPullRequest: false },
  ],
  ['b: { script: x, only: [merge_requests] }', { onPullRequest: true }],
  [
    'b: { script: x, only: { refs: [merge_requests] } }',
    { onPullRequest: true },
  ],
  [
    'include: [{ template: Workflows/MergeRequest-Pipelines.gitlab-ci.yml }]',
    { onPullRequest: true },
  ],
  ['b: { script: x, interruptible: true }', { cancelsSuperseded: true }],
  ['', { onPullRequest: true, onPush: true, cancelsSuperseded: false }],
  ['workflow: { rules: [{ if: $CI_COMMIT_TAG }] }', { onPullRequest: false }],
])('%s', async (head, expected) => {
  const { pipelines } = await observe({ [root]: `a: { script: x }\n${head}` });
  expect(pipelines).toMatchObject([expected]);
});

it.each<[string, string[][]]>([
  ['allow_failure: true', []],
  ['allow_failure: false', [['unit-test']]],
  ['allow_failure: { exit_codes: 137 }', [['unit-test']]],
])('tests in a job with %s do %j', async (keyword, does) => {
  const { steps } = await observe({
    [root]: `a:\n  script: jest\n  ${keyword}\n`,
  });
  expect(steps.map(step => step.does)).toEqual(does);
});

it('runs for no merge request when each job is for one branch or some rules', async () => {
  const { pipelines } = await observe({
    [root]:
      'a: { script: x, only: [main] }\nb: { script: x, rules: [{ if: $CI_COMMIT_TAG }] }\n',
  });
  expect(pipelines).toMatchObject([{ onPullRequest: false }]);
});

it('takes tests beside a database for integration tests, and a trial for no delivery', async () => {
  const { steps } = await observe({
    [root]: `a: { script: pytest, services: ["postgres:18"] }
b: { script: pytest, services: ["docker:29-dind"] }
c: { script: [kind create cluster, kubectl apply -k deploy] }
`,
  });
  expect(steps.map(({ job, does }) => [job, ...does])).toEqual([
    ['a', 'integration-test', 'unit-test'],
    ['b', 'unit-test'],
  ]);
});

it('follows extends, references and anchors to where a line stands', async () => {
  const { jobs, steps } = await observe({
    [root]: `.base:
  script: [npm run lint]
  interruptible: true
.setup:
  script:
    - npm ci
.anchor: &anchor
  script: [pytest]
a:
  extends: [.base]
b:
  extends: .base
  script:
    - !reference [.setup, script]
    - go test ./...
c:
  <<: *anchor
loop: { extends: loop, script: npm test }
lost: { extends: .nowhere, script: npm test }
`,
  });
  expect(jobs.map(({ name, does }) => [name, ...does])).toEqual([
    ['a', 'lint'],
    ['b', 'install', 'unit-test'],
    ['c', 'unit-test'],
    ['loop', 'unit-test'],
    ['lost', 'unit-test'],
  ]);
  expect(steps.map(({ job, line }) => [job, line])).toEqual([
    ['a', 2],
    ['b', 6],
    ['b', 15],
    ['c', 16],
    ['loop', 18],
    ['lost', 19],
  ]);
});

it('gives a job only the defaults that it inherits', async () => {
  const { jobs } = await observe({
    [root]: `default:
  before_script: [npm ci]
  cache: { paths: [node_modules] }
all: { script: npm test }
none: { script: npm test, inherit: { default: false } }
some: { script: npm test, inherit: { default: [cache] } }
.tool: { inherit: { default: false } }
extended: { script: npm test, extends: .tool }
`,
  });
  expect(jobs.map(({ name, does }) => [name, ...does])).toEqual([
    ['all', 'cache', 'install', 'unit-test'],
    ['none', 'unit-test'],
    ['some', 'cache', 'unit-test'],
    ['extended', 'unit-test'],
  ]);
});

it('reads what is included from the repository, by name and by pattern', async () => {
  const { jobs, steps } = await observe({
    [root]: `include:
  - local: /ci/base.yml
  - ci/jobs/*.yml
test:
  extends: .test
`,
    'ci/base.yml':
      'include: /.gitlab-ci.yml\n.test:\n  script:\n    - npm test\n',
    'ci/jobs/lint.yml': 'lint:\n  script: npm run lint\n',
    'ci/other.yml': 'other:\n  script: npm run build\n',
  });
  expect(jobs.map(({ path, name }) => [path, name])).toEqual([
    ['ci/jobs/lint.yml', 'lint'],
    [root, 'test'],
  ]);
  expect(steps).toMatchObject([
    { path: 'ci/jobs/lint.yml', line: 2, does: ['lint'] },
    { path: 'ci/base.yml', line: 4, job: 'test', does: ['unit-test'] },
  ]);
});

it('states what is included from elsewhere, and whether it is pinned', async () => {
  const { facts, problems } = await observeSection(ciAnalyzer, {
    [root]: `include:
  - template: Security/SAST.gitlab-ci.yml
  - template: Jobs/Secret-Detection.gitlab-ci.yml
  - template: Security/Dependency-Scanning.gitlab-ci.yml
  - template: Security/Container-Scanning.gitlab-ci.yml
  - component: $CI_SERVER_FQDN/components/sast/sast@2.0.0
  - component: gitlab.com/components/secret-detection/secret-detection@${'a'.repeat(
    40,
  )}
  - project: group/templates
    ref: main
    file: /deploy.yml
  - https://example.com/ci.yml
`,
  });
  // It may be where the tests run, and there are none elsewhere.
  expect(problems).toMatchObject([{ path: root, line: 11 }]);
  expect(
    facts.steps.map(({ uses, pinned, does, line }) => [
      line,
      uses,
      pinned,
      does.join(),
    ]),
  ).toEqual([
    [2, '', true, 'sast'],
    [3, '', true, 'secret-scan'],
    [4, '', true, 'dependency-scan,sbom'],
    [5, '', true, 'image-scan'],
    [6, 'component:$CI_SERVER_FQDN/components/sast/sast', false, 'sast'],
    [
      7,
      'component:gitlab.com/components/secret-detection/secret-detection',
      true,
      'secret-scan',
    ],
    [8, 'project:group/templates/deploy.yml', false, 'deploy'],
    [11, 'remote:https://example.com/ci.yml', false, ''],
  ]);
});

it('reads the kind of test from the name of the job', async () => {
  const { jobs } = await observe({
    [root]:
      'integration: { script: pytest }\nsmoke: { script: "curl -f $URL/healthz" }\ne2e: { script: echo pytest }\nrollback: { script: helm upgrade app ./c }\n',
  });
  expect(jobs.map(({ does }) => does)).toEqual([
    ['integration-test'],
    ['smoke-test'],
    [],
    ['rollback'],
  ]);
});

it('knows what a job waits for: what it needs, or the stages before its own', async () => {
  const { jobs } = await observe({
    [root]: `stages: [check, test, ship]
lint: { stage: check, script: npm run lint }
unit: { script: pytest }
quick: { needs: [], script: mypy . }
deploy: { stage: ship, script: helm upgrade a ./c }
docs: { stage: ship, needs: [lint], script: make docs }
first: { stage: .pre, script: npm ci }
`,
  });
  expect(
    Object.fromEntries(jobs.map(({ name, waitsFor }) => [name, waitsFor])),
  ).toEqual({
    first: [],
    lint: ['first'],
    unit: ['first', 'lint'],
    quick: [],
    deploy: ['first', 'lint', 'quick', 'unit'],
    docs: ['first', 'lint'],
  });
});

it('follows pipelines that a job starts', async () => {
  const { jobs } = await observe({
    [root]: `stages: [test, ship]
tests: { stage: test, trigger: { include: ci/tests.yml, strategy: depend } }
itself: { stage: test, trigger: { include: [{ local: /.gitlab-ci.yml }] } }
deploy: { stage: ship, script: helm upgrade a ./c }
`,
    'ci/tests.yml':
      'lint: { stage: build, script: npm run lint }\nunit: { script: npm test }\n',
  });
  expect(jobs.map(({ name, does }) => `${name}: ${does}`)).toEqual(
    expect.arrayContaining([
      'tests / lint: lint',
      'tests / unit: unit-test',
      'deploy: deploy',
    ]),
  );
  expect(jobs.find(({ name }) => name === 'deploy')?.waitsFor).toEqual(
    expect.arrayContaining(['tests / lint', 'tests / unit']),
  );
});

it('tells previews, what ends them, and delivery apart', async () => {
  const { jobs } = await observe({
    [root]: `review: { script: helm upgrade a ./c, environment: { name: review/$CI_COMMIT_REF_SLUG, on_stop: stop } }
stop: { script: helm upgrade a ./c, environment: { name: review/$CI_COMMIT_REF_SLUG, action: stop } }
qa: { script: helm upgrade a ./c, environment: { name: qa, auto_stop_in: 1 day } }
production: { script: helm upgrade a ./c, environment: production }
`,
  });
  expect(jobs.map(({ name, does }) => `${name}: ${does}`)).toEqual([
    'review: preview',
    'stop: ',
    'qa: preview',
    'production: deploy',
  ]);
});

it('knows the images that are pushed', async () => {
  const { images } = await observe({
    [root]: `variables: { IMAGE: $CI_REGISTRY_IMAGE/api }
build:
  script:
    - export TAG=$CI_COMMIT_SHORT_SHA
    - docker build -t $IMAGE:$TAG .
    - docker push $IMAGE:$TAG
    - docker push $IMAGE:$CI_COMMIT_REF_SLUG
`,
  });
  expect(images).toMatchObject([
    {
      line: 6,
      image: '$CI_REGISTRY_IMAGE/api',
      tags: ['commit', 'moving'],
      built: true,
    },
  ]);
});

it('never throws, whatever the pipeline', async () => {
  const key = fc.constantFrom(
    ...['a', '.b', 'script', 'extends', 'include', 'local', 'rules', 'if'],
    ...['workflow', 'default', 'cache', 'environment', 'needs', 'component'],
    ...['only', '__proto__', 'before_script', 'trigger', 'template', 'name'],
    ...['stages', 'stage', 'variables', 'needs', 'action', 'on_stop'],
  );
  const { tree } = fc.letrec(tie => ({
    tree: fc.oneof(
      { depthSize: 'medium' },
      fc.constantFrom<unknown>(
        ...['a', '.b', 'npm test', '/x.yml', '*'],
        null,
        1,
        true,
      ),
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(key, tie('tree'), { maxKeys: 6 }),
    ),
  }));
  await fc.assert(
    fc.asyncProperty(tree, tree, fc.string(), async (one, two, text) => {
      await observeSection(ciAnalyzer, {
        [root]: JSON.stringify(one),
        'x.yml': JSON.stringify(two),
      });
      const { facts } = await observeSection(ciAnalyzer, { [root]: text });
      expect(facts.jobs.length).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 500 },
  );
});
