import fc from 'fast-check';
import { observeSection } from '../testing';
import { gatesAnalyzer } from './gatesAnalyzer';

async function observe(path: string, text: string) {
  const { facts, problems } = await observeSection(gatesAnalyzer, {
    [path]: text,
  });
  expect(problems).toEqual([]);
  return facts;
}

describe('coverage that must be reached', () => {
  it.each<[string, string, string, string[]]>([
    [
      'Jest',
      'package.json',
      '{"name": "a",\n"jest": {\n"coverageThreshold": {\n"global": {"lines": 85, "statements": 82, "branches": 60}}}}',
      ['4 jest 82'],
    ],
    [
      'Jest in a file of its own',
      'jest.config.ts',
      'export default {\n  // coverageThreshold: { global: { lines: 99 } },\n  coverageThreshold: {\n    global: { branches: 70, lines: 80 },\n  },\n};',
      ['4 jest 80'],
    ],
    [
      'Jest for one folder only',
      'jest.config.js',
      "module.exports = { coverageThreshold: { './src/a/': { lines: 90 } } };",
      [],
    ],
    [
      'Jest that allows so many lines',
      'jest.config.js',
      'module.exports = { coverageThreshold: { global: { statements: -10 } } };',
      [],
    ],
    [
      'Vitest',
      'packages/a/vitest.config.ts',
      "export default defineConfig({ test: { coverage: {\n  thresholds: { lines: 85, 'src/x/**': { lines: 10 }, functions: 80 },\n} } });",
      ['2 vitest 85'],
    ],
    [
      'Vitest for everything',
      'vite.config.mts',
      'export default { test: { coverage: { thresholds: { 100: true } } } };',
      ['1 vitest 100'],
    ],
    ['nyc', '.nycrc', '{\n"check-coverage": true,\n"lines": 80}', ['2 nyc 80']],
    ['nyc as it comes', '.nycrc.yml', 'check-coverage: true\n', ['1 nyc 90']],
    ['nyc that does not check', '.nycrc', '{"check-coverage": false}', []],
    [
      'c8',
      'package.json',
      '{"c8": {"check-coverage": true, "lines": 81}}',
      ['1 c8 81'],
    ],
    [
      'coverage.py',
      '.coveragerc',
      '[report]\nfail_under = 85\n',
      ['2 coverage.py 85'],
    ],
    ['a comment', '.coveragerc', '[report]\n# fail_under = 85\n', []],
    ['another section', 'setup.cfg', '[report-tool]\nfail_under = 85\n', []],
    [
      'pytest-cov',
      'pytest.ini',
      '[pytest]\naddopts =\n  --cov\n  --cov-fail-under=90\n',
      ['4 coverage.py 90'],
    ],
    [
      'pyproject.toml',
      'pyproject.toml',
      '[tool.coverage.report]\nfail_under = 80.5\n\n[tool.pytest.ini_options]\naddopts = ["--cov-fail-under", "--cov-fail-under=85"]\n',
      ['2 coverage.py 80.5', '5 coverage.py 85'],
    ],
    [
      'JaCoCo with Maven',
      'pom.xml',
      '<project><properties><jacoco.least>0.85</jacoco.least></properties>\n<goal>check</goal>\n<limit><counter>LINE</counter><value>COVEREDRATIO</value>\n<minimum>${jacoco.least}</minimum></limit></project>',
      ['3 jacoco 85'],
    ],
    [
      'JaCoCo without the goal',
      'pom.xml',
      '<goal>report</goal><!-- <goal>check</goal> --><value>COVEREDRATIO</value><minimum>0.9</minimum>',
      [],
    ],
    [
      'JaCoCo with Gradle',
      'build.gradle',
      'jacocoTestCoverageVerification {\n  violationRules {\n    rule {\n      limit {\n        minimum = 0.80\n      }\n    }\n  }\n}',
      ['5 jacoco 80'],
    ],
    [
      'JaCoCo with Kotlin',
      'build.gradle.kts',
      'tasks.jacocoTestCoverageVerification {\n  violationRules { rule { limit { minimum = "0.9".toBigDecimal() } } }\n}',
      ['2 jacoco 90'],
    ],
    [
      'Kover',
      'build.gradle.kts',
      'kover { reports { verify { rule("all") {\n  minBound(85)\n} } } }',
      ['2 kover 85'],
    ],
    [
      'Codecov',
      'codecov.yml',
      'coverage:\n  status:\n    project:\n      default:\n        target: 80%\n    patch: { default: { target: 99% } }\n',
      ['5 codecov 80'],
    ],
    [
      'Codecov that only informs or compares',
      '.github/codecov.yml',
      'coverage: { status: { project: { a: { target: 90, informational: true }, b: { target: auto } } } }\n',
      [],
    ],
    [
      'Go',
      '.testcoverage.yml',
      'threshold:\n  file: 10\n  total: 82\n',
      ['3 go-test-coverage 82'],
    ],
    [
      'Rust',
      'tarpaulin.toml',
      '[all]\n#fail-under = 99\nfail-under = 84\n',
      ['3 tarpaulin 84'],
    ],
    [
      '.NET',
      'test/A.csproj',
      '<PropertyGroup>\n<Threshold>80</Threshold>\n</PropertyGroup>',
      ['2 coverlet 80'],
    ],
    [
      'Ruby',
      'spec/spec_helper.rb',
      'SimpleCov.start do\n  minimum_coverage line: 90, branch: 80\nend',
      ['2 simplecov 90'],
    ],
  ])('%s', async (_, path, text, expected) => {
    const { coverage } = await observe(path, text);
    expect(
      coverage.map(({ line, tool, percent }) => `${line} ${tool} ${percent}`),
    ).toEqual(expected);
  });

  it('is not known where the file is malformed', async () => {
    const { problems } = await observeSection(gatesAnalyzer, {
      'package.json': '{"jest": {"coverageThreshold": {',
      'pyproject.toml': 'fail_under = = 1',
    });
    expect(problems).toMatchObject([
      { path: 'package.json', line: 1 },
      { path: 'pyproject.toml', line: 1 },
    ]);
  });
});

describe('reviews that are asked for', () => {
  it.each<[string, string, string, string[]]>([
    [
      'the app Settings',
      '.github/settings.yml',
      'branches:\n  - name: main\n    protection:\n      required_pull_request_reviews:\n        required_approving_review_count: 2\n',
      ['5 2'],
    ],
    [
      'the app Settings without protection',
      '.github/settings.yml',
      'branches: [{ name: main, protection: { required_pull_request_reviews: null } }]',
      [],
    ],
    [
      'a ruleset',
      '.github/rulesets/main.json',
      '{"target": "branch", "enforcement": "active", "rules": [\n{"type": "deletion"},\n{"type": "pull_request", "parameters": {\n"required_approving_review_count": 1}}]}',
      ['4 1'],
    ],
    [
      'a ruleset that is only tried out',
      '.github/rulesets/main.json',
      '{"enforcement": "evaluate", "rules": [{"type": "pull_request", "parameters": {"required_approving_review_count": 1}}]}',
      [],
    ],
    [
      'a ruleset for tags',
      '.github/rulesets/tags.json',
      '{"target": "tag", "enforcement": "active", "rules": [{"type": "pull_request"}]}',
      [],
    ],
    [
      'a ruleset that asks for a pull request only',
      '.github/rulesets/main.json',
      '{"enforcement": "active", "rules": [{"type": "pull_request"}]}',
      ['1 0'],
    ],
    [
      'a project of the Apache Software Foundation',
      '.asf.yaml',
      'github:\n  protected_branches:\n    main:\n      required_pull_request_reviews:\n        required_approving_review_count: 1\n',
      ['5 1'],
    ],
    [
      'an approval policy of GitLab',
      '.gitlab/security-policies/policy.yml',
      'approval_policy:\n  - enabled: true\n    rules: [{ type: any_merge_request }]\n    actions:\n      - { type: require_approval, approvals_required: 2 }\n  - enabled: true\n    rules: [{ type: scan_finding }]\n    actions: [{ type: require_approval, approvals_required: 1 }]\n',
      ['5 2'],
    ],
    [
      'Terraform for GitHub',
      'infra/repo.tf',
      '# required_pull_request_reviews {\nresource "github_branch_protection" "main" {\n  pattern = "main"\n  required_pull_request_reviews {\n    required_approving_review_count = 2\n  }\n}\n',
      ['4 2'],
    ],
    [
      'Terraform for a ruleset of GitHub',
      'repo.tf',
      'resource "github_repository_ruleset" "main" {\n  enforcement = "active"\n  rules {\n    pull_request {\n      required_approving_review_count = 1\n    }\n  }\n}\n',
      ['4 1'],
    ],
    [
      'Terraform that says nothing of reviews',
      'repo.tf',
      '// resource "gitlab_project_approval_rule" "x" { approvals_required = 1 }\nresource "github_branch_protection" "main" {\n  pattern = "main"\n}\n',
      [],
    ],
    [
      'Terraform for GitLab',
      'repo.tf',
      'resource "gitlab_project_approval_rule" "any" {\n  approvals_required = 1\n}\n',
      ['1 1'],
    ],
  ])('%s', async (_, path, text, expected) => {
    const { reviews } = await observe(path, text);
    expect(
      reviews.map(({ line, approvals }) => `${line} ${approvals}`),
    ).toEqual(expected);
  });
});

describe('what an image must prove', () => {
  const kyverno = (action: string, attestations: string) =>
    `kind: ClusterPolicy\nmetadata: { name: a }\nspec:\n  validationFailureAction: ${action}\n  rules: [{ verifyImages: [{ attestations: ${attestations} }] }]\n`;
  const slsa = '[{ type: https://slsa.dev/provenance/v1 }]';

  it.each<[string, string, string[]]>([
    ['Kyverno', kyverno('Enforce', slsa), ['2 provenance,signature']],
    ['Kyverno for signatures', kyverno('Enforce', '[]'), ['2 signature']],
    ['Kyverno that only looks on', kyverno('Audit', slsa), []],
    [
      'Sigstore',
      'kind: ClusterImagePolicy\nspec: { authorities: [{ attestations: [{ predicateType: slsaprovenance1 }] }] }\n',
      ['1 provenance,signature'],
    ],
    [
      'Sigstore that warns',
      'kind: ClusterImagePolicy\nspec: { mode: warn, authorities: [{}] }\n',
      [],
    ],
    [
      'Kyverno by expressions',
      'kind: ImageValidatingPolicy\nspec: { validationActions: [Deny], attestations: [{ intoto: { type: slsa/v1 } }] }\n',
      ['1 provenance,signature'],
    ],
    ['a policy of something else', 'kind: ClusterPolicy # verifyImages\n', []],
  ])('%s', async (_, text, expected) => {
    const { admissions } = await observe('deploy/policy.yaml', text);
    expect(
      admissions.map(({ line, verifies }) => `${line} ${verifies}`),
    ).toEqual(expected);
  });
});

it('never throws, whatever the file', async () => {
  const path = fc.constantFrom(
    ...['package.json', 'jest.config.js', '.nycrc', '.coveragerc', 'main.tf'],
    ...['pyproject.toml', 'pom.xml', 'build.gradle', 'codecov.yml'],
    ...['.testcoverage.yml', '.github/settings.yml', '.asf.yaml'],
    ...['.github/rulesets/a.json', '.gitlab/security-policies/policy.yml'],
    ...['policy.yaml'],
  );
  const part = fc.constantFrom(
    ...['"jest"', '"coverageThreshold"', ': {', '{', '}', '[', ']', '\n', ' '],
    ...['"global"', 'lines: 80', '"check-coverage": true', 'target: ', '- '],
    ...['required_pull_request_reviews', 'fail_under = 80', 'thresholds: {'],
    ...['resource "github_branch_protection" "a" {', '/*', '"', "'", '#'],
    ...['COVEREDRATIO</value><minimum>', '<goal>check</goal>', '${', 'kover {'],
    ...['jacocoTestCoverageVerification {', 'limit {', 'threshold: ', 'null'],
    ...['rules:', 'branches:', 'pull_request', 'approval_policy:', '5'],
    ...['kind: ClusterPolicy', 'kind: ClusterImagePolicy', 'verifyImages: '],
    ...['spec:', 'attestations: '],
  );
  const text = fc.oneof(
    fc.array(part, { maxLength: 40 }).map(parts => parts.join('')),
    fc.string({ unit: 'binary' }),
  );
  await fc.assert(
    fc.asyncProperty(path, text, async (file, content) => {
      const { facts } = await observeSection(gatesAnalyzer, {
        [file]: content,
      });
      expect(Array.isArray(facts.coverage)).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});

it('takes the gates of a repository for those of an entity in it', async () => {
  const threshold = (lines: number) =>
    `{"name":"a","jest":{"coverageThreshold":{"global":{"lines":${lines}}}}}`;
  const { facts } = await observeSection(
    gatesAnalyzer,
    {
      'package.json': threshold(80),
      'services/a/package.json': threshold(85),
      'services/b/package.json': threshold(90),
      '.github/settings.yml':
        'branches:\n  - name: main\n    protection:\n      required_pull_request_reviews:\n        required_approving_review_count: 1\n',
    },
    'services/a',
  );
  expect(facts.coverage.map(({ path }) => path)).toEqual([
    'package.json',
    'services/a/package.json',
  ]);
  expect(facts.reviews.map(({ path }) => path)).toEqual([
    '.github/settings.yml',
  ]);
});
