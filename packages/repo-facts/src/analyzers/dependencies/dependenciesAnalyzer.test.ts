import fc from 'fast-check';
import { observeSection } from '../testing';
import { dependenciesAnalyzer } from './dependenciesAnalyzer';

const analyze = (files: Record<string, string>) =>
  observeSection(dependenciesAnalyzer, files);

const packagesOf = async (files: Record<string, string>) =>
  (await analyze(files)).facts.packages.map(
    ({ path, line, name, version, scope, provides }) => [
      `${path}:${line}`,
      name,
      version,
      scope,
      provides.join(' '),
    ],
  );

it('tells the version of what a manifest describes', async () => {
  const { facts } = await analyze({
    'a/package.json': '{ "name": "a", "version": "1.2.3" }',
    'b/pyproject.toml': '[project]\nname = "b"\nversion = "2.0"\n',
    'c/pom.xml': `<project>
  <parent><artifactId>p</artifactId><version>\${of.all}</version></parent>
  <artifactId>c</artifactId>
  <properties><of.all>3.1.0</of.all></properties>
</project>`,
    'd/build.gradle': "version = '4.0.0'\ndependencies {\n  api 'a:b:1'\n}\n",
    'e/go.mod': 'module example.com/e\n',
  });
  expect(facts.manifests.map(({ path, version }) => [path, version])).toEqual([
    ['a/package.json', '1.2.3'],
    ['b/pyproject.toml', '2.0'],
    ['c/pom.xml', '3.1.0'],
    ['d/build.gradle', '4.0.0'],
    ['e/go.mod', ''],
  ]);
});

describe('packages', () => {
  it('reads package.json, without what is of the same workspace', async () => {
    expect(
      await packagesOf({
        'package.json': `{
  "name": "orders",
  "dependencies": {
    "fastify": "^5.0.0",
    "@acme/money": "workspace:^"
  },
  "devDependencies": {
    "vitest": "4.1.0",
    "left-pad": "1.0.0"
  }
}`,
      }),
    ).toEqual([
      ['package.json:4', 'fastify', '^5.0.0', 'runtime', 'web-framework'],
      ['package.json:8', 'vitest', '4.1.0', 'development', 'test-framework'],
      ['package.json:9', 'left-pad', '1.0.0', 'development', ''],
    ]);
  });

  it('reads Cargo.toml, also for a crate by another name', async () => {
    expect(
      await packagesOf({
        'Cargo.toml': `[package]
name = "orders"

[dependencies]
axum = "0.8"
# sqlx = "0.8"
db = { package = "tokio-postgres", version = "0.7" }

[dev-dependencies]
rstest = "0.25"
`,
        'crates/Cargo.toml': '[workspace]\nmembers = ["a"]\n',
      }),
    ).toEqual([
      ['Cargo.toml:5', 'axum', '0.8', 'runtime', 'web-framework'],
      [
        'Cargo.toml:7',
        'tokio-postgres',
        '0.7',
        'runtime',
        'relational-database database',
      ],
      ['Cargo.toml:10', 'rstest', '0.25', 'development', 'test-framework'],
    ]);
  });

  it('reads projects of .NET, and takes those of tests for development', async () => {
    expect(
      await packagesOf({
        'src/Orders.csproj': `<Project Sdk="Microsoft.NET.Sdk.Web">
  <ItemGroup>
    <!-- <PackageReference Include="Dapper" Version="2.1.66" /> -->
    <PackageReference Include="Npgsql" Version="9.0.3" />
    <PackageReference Include="Unleash.Client" />
  </ItemGroup>
</Project>`,
        'test/Orders.Tests.csproj': `<Project Sdk="Microsoft.NET.Sdk">
  <ItemGroup><PackageReference Include="Microsoft.NET.Test.Sdk"><Version>17.14.1</Version></PackageReference></ItemGroup>
</Project>`,
        'old/Old.csproj': '<Project ToolsVersion="4.0"></Project>',
      }),
    ).toEqual([
      [
        'src/Orders.csproj:1',
        'Microsoft.NET.Sdk.Web',
        '',
        'runtime',
        'web-framework configuration graceful-shutdown',
      ],
      [
        'src/Orders.csproj:4',
        'Npgsql',
        '9.0.3',
        'runtime',
        'relational-database database',
      ],
      ['src/Orders.csproj:5', 'Unleash.Client', '', 'runtime', 'feature-flags'],
      [
        'test/Orders.Tests.csproj:1',
        'Microsoft.NET.Sdk',
        '',
        'development',
        '',
      ],
      [
        'test/Orders.Tests.csproj:2',
        'Microsoft.NET.Test.Sdk',
        '17.14.1',
        'development',
        '',
      ],
    ]);
  });

  it('reads pyproject.toml of PEP 621 with groups', async () => {
    expect(
      await packagesOf({
        'pyproject.toml': `[build-system]
requires = ["hatchling"]

[project]
name = "orders"
dependencies = [
  # "flask>=1",
  "FastAPI[standard]>=0.115 ; python_version > '3.9'",
  "prometheus_client==0.21.0",
]

[project.optional-dependencies]
postgres = ["asyncpg"]

[dependency-groups]
dev = ["pytest>=8", {include-group = "lint"}]
`,
      }),
    ).toEqual([
      ['pyproject.toml:8', 'fastapi', '>=0.115', 'runtime', 'web-framework'],
      [
        'pyproject.toml:9',
        'prometheus-client',
        '==0.21.0',
        'runtime',
        'metrics',
      ],
      [
        'pyproject.toml:13',
        'asyncpg',
        '',
        'runtime',
        'relational-database database',
      ],
      ['pyproject.toml:16', 'pytest', '>=8', 'development', 'test-framework'],
    ]);
  });

  it('reads pyproject.toml of Poetry', async () => {
    expect(
      await packagesOf({
        'pyproject.toml': `[tool.poetry]
name = "orders"
[tool.poetry.dependencies]
python = "^3.12"
structlog = "^24"
sqlalchemy = { version = "^2", extras = ["asyncio"] }
[tool.poetry.group.dev.dependencies]
pytest = "^8"
`,
      }),
    ).toEqual([
      [
        'pyproject.toml:5',
        'structlog',
        '^24',
        'runtime',
        'logging structured-logging',
      ],
      [
        'pyproject.toml:6',
        'sqlalchemy',
        '^2',
        'runtime',
        'relational-database database',
      ],
      ['pyproject.toml:8', 'pytest', '^8', 'development', 'test-framework'],
    ]);
  });

  it('reads requirements files', async () => {
    expect(
      await packagesOf({
        'requirements.txt':
          '-r base.txt\n# flask\nflask==3.0.0 --hash=sha256:ab\n-e .\ntenacity\n',
        'requirements-dev.txt': 'pytest==8.0.0 \\\n    --hash=sha256:ab\n',
        'notes.txt': 'django',
      }),
    ).toEqual([
      [
        'requirements-dev.txt:1',
        'pytest',
        '==8.0.0',
        'development',
        'test-framework',
      ],
      ['requirements.txt:3', 'flask', '==3.0.0', 'runtime', 'web-framework'],
      ['requirements.txt:5', 'tenacity', '', 'runtime', 'retry'],
    ]);
  });

  it('reads go.mod without indirect requirements', async () => {
    expect(
      await packagesOf({
        'go.mod': `module example.com/orders

go 1.22

// require github.com/gin-gonic/gin v1.9.0
require github.com/go-chi/chi/v5 v5.0.12

require (
	go.uber.org/zap v1.27.0
	github.com/sony/gobreaker v0.5.0 // indirect
)
`,
      }),
    ).toEqual([
      [
        'go.mod:6',
        'github.com/go-chi/chi/v5',
        'v5.0.12',
        'runtime',
        'web-framework',
      ],
      [
        'go.mod:9',
        'go.uber.org/zap',
        'v1.27.0',
        'runtime',
        'logging structured-logging',
      ],
    ]);
  });

  it('knows from which version Spring Boot drains by default', async () => {
    const pom = (version: string) =>
      `<project><parent>\n<groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-parent</artifactId><version>${version}</version></parent><artifactId>a</artifactId></project>`;
    const { facts } = await analyze({
      'a/pom.xml': pom('3.3.9'),
      'b/pom.xml': pom('4.0.3'),
      'c/build.gradle': "id 'org.springframework.boot' version '3.4.0'\n",
      'd/build.gradle.kts': 'id("org.springframework.boot") version "2.7.18"\n',
    });
    expect(
      facts.packages.map(({ path, provides }) => [
        path,
        provides.includes('graceful-shutdown'),
      ]),
    ).toEqual([
      ['a/pom.xml', false],
      ['b/pom.xml', true],
      ['c/build.gradle', true],
      ['d/build.gradle.kts', false],
    ]);
  });

  it('reads pom.xml, where a comment and a managed version are none', async () => {
    expect(
      await packagesOf({
        'pom.xml': `<project>
  <artifactId>orders</artifactId>
  <properties><flyway.version>11.0.0</flyway.version></properties>
  <dependencyManagement><dependencies>
    <dependency><groupId>org.postgresql</groupId><artifactId>postgresql</artifactId><version>42.7.4</version></dependency>
  </dependencies></dependencyManagement>
  <dependencies>
    <!-- <dependency><groupId>io.javalin</groupId><artifactId>javalin</artifactId></dependency> -->
    <dependency>
      <groupId>org.flywaydb</groupId>
      <artifactId>flyway-core</artifactId>
      <version>\${flyway.version}</version>
    </dependency>
    <dependency>
      <groupId>org.junit.jupiter</groupId><artifactId>junit-jupiter</artifactId><scope>test</scope>
    </dependency>
  </dependencies>
</project>`,
      }),
    ).toEqual([
      [
        'pom.xml:9',
        'org.flywaydb:flyway-core',
        '11.0.0',
        'runtime',
        'migrations',
      ],
      [
        'pom.xml:14',
        'org.junit.jupiter:junit-jupiter',
        '',
        'development',
        'test-framework',
      ],
    ]);
  });

  it('reads Gradle builds and their version catalog', async () => {
    expect(
      await packagesOf({
        'gradle/libs.versions.toml': `[versions]
r4j = "2.2.0"
[libraries]
resilience4j-retry = { module = "io.github.resilience4j:resilience4j-retry", version.ref = "r4j" }
`,
        'build.gradle.kts': `dependencies {
  // implementation("io.javalin:javalin:6.0.0")
  implementation("org.postgresql:postgresql:42.7.4")
  implementation(libs.resilience4j.retry)
  testImplementation("org.junit.jupiter:junit-jupiter:5.11.0")
}`,
      }),
    ).toEqual([
      [
        'build.gradle.kts:3',
        'org.postgresql:postgresql',
        '42.7.4',
        'runtime',
        'relational-database database',
      ],
      [
        'build.gradle.kts:4',
        'io.github.resilience4j:resilience4j-retry',
        '2.2.0',
        'runtime',
        'retry',
      ],
      [
        'build.gradle.kts:5',
        'org.junit.jupiter:junit-jupiter',
        '5.11.0',
        'development',
        'test-framework',
      ],
    ]);
  });
});

describe('manifests', () => {
  const locks = async (files: Record<string, string>) =>
    (await analyze(files)).facts.manifests.map(({ path, lockFile }) => [
      path,
      lockFile,
    ]);
  const withPackage = '{"name":"a","dependencies":{"fastify":"5.0.0"}}';

  it('finds the lock file beside it or at the root of the workspace', async () => {
    expect(
      await locks({
        'yarn.lock': '',
        'packages/api/package.json': withPackage,
        'tools/package.json': withPackage,
        'tools/package-lock.json': '{}',
        'go.mod': 'module a\nrequire golang.org/x/time v0.5.0\n',
        'rust/Cargo.toml': '[workspace]\nmembers = ["api"]\n',
        'rust/Cargo.lock': 'version = 4\n',
        'rust/api/Cargo.toml':
          '[package]\nname = "api"\n[dependencies]\naxum = "0.8"\n',
        'rust/tool/Cargo.toml':
          '[package]\nname = "tool"\n[dependencies]\nclap = "4"\n',
      }),
    ).toEqual([
      ['go.mod', ''],
      ['packages/api/package.json', 'yarn.lock'],
      ['rust/api/Cargo.toml', 'rust/Cargo.lock'],
      ['rust/tool/Cargo.toml', ''],
      ['tools/package.json', 'tools/package-lock.json'],
    ]);
  });

  it('takes a manifest with nothing but exact versions for locked where no other lock exists', async () => {
    const pom = (version: string) =>
      `<project><artifactId>a</artifactId><dependencies><dependency><groupId>g</groupId><artifactId>b</artifactId><version>${version}</version></dependency></dependencies></project>`;
    expect(
      await locks({
        'a/pom.xml': pom('1.0.0'),
        'b/pom.xml': pom('[1.0,2.0)'),
        'c/pom.xml': pom('1.0-SNAPSHOT'),
        'a/requirements.txt': 'flask==3.0.0\n',
        'b/requirements.txt': 'flask>=3\n',
        'a/A.csproj':
          '<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><PackageReference Include="Npgsql" Version="9.0.3" /></ItemGroup></Project>',
        'b/B.csproj':
          '<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><PackageReference Include="Npgsql" Version="9.*" /></ItemGroup></Project>',
        'a/package.json': withPackage,
        'b/package.json': '{"name": "no-packages"}',
      }),
    ).toEqual([
      ['a/A.csproj', 'a/A.csproj'],
      ['a/package.json', ''],
      ['a/pom.xml', 'a/pom.xml'],
      ['a/requirements.txt', 'a/requirements.txt'],
      ['b/B.csproj', ''],
      ['b/package.json', 'b/package.json'],
      ['b/pom.xml', ''],
      ['b/requirements.txt', ''],
      ['c/pom.xml', ''],
    ]);
  });

  it('leaves out files that are no manifests, and templates', async () => {
    const { facts, problems } = await analyze({
      'esm/package.json': '{"type": "module"}',
      'pyproject.toml': '[tool.ruff]\nline-length = 100\n',
      'skeleton/package.json': '{"name": {{ name | dump }}}',
      'skeleton/api/package.json': '{"name": ${{ values.name | dump }}}',
    });
    expect(facts.manifests).toEqual([]);
    expect(problems).toEqual([]);
  });

  it('names the place of a mistake', async () => {
    const { problems } = await analyze({
      'package.json': '{\n  "name": "a",\n  "dependencies": {\n',
      'pyproject.toml': '[project]\nname = \n',
    });
    expect(problems).toEqual([
      expect.objectContaining({ path: 'package.json' }),
      expect.objectContaining({ path: 'pyproject.toml', line: 2 }),
    ]);
  });
});

describe('updates', () => {
  const tools = async (files: Record<string, string>) =>
    (await analyze(files)).facts.updates;

  it('finds Renovate and Dependabot', async () => {
    expect(
      await tools({
        'renovate.json5': '// ours\n{ extends: ["config:recommended"] }',
        'package.json': '{\n "renovate": {"extends": []}\n}',
        '.github/dependabot.yml':
          'version: 2\nupdates:\n  - package-ecosystem: npm\n',
      }),
    ).toEqual([
      { path: 'renovate.json5', line: 1, tool: 'renovate' },
      { path: 'package.json', line: 2, tool: 'renovate' },
      { path: '.github/dependabot.yml', line: 2, tool: 'dependabot' },
    ]);
  });

  it('takes no heed of what is switched off, empty or elsewhere', async () => {
    expect(
      await tools({
        'renovate.json': '{"enabled": false}',
        '.github/dependabot.yml': 'version: 2\nupdates: []\n',
        'dependabot.yml': 'version: 2\nupdates:\n  - package-ecosystem: npm\n',
      }),
    ).toEqual([]);
  });
});

describe('hooks', () => {
  const hooks = async (files: Record<string, string>) =>
    (await analyze(files)).facts.hooks;

  it('reads pre-commit', async () => {
    expect(
      await hooks({
        '.pre-commit-config.yaml': `repos:
  - repo: https://example.com/hooks
    rev: v1
    hooks:
      - id: gitleaks
      # - id: mypy
      - id: ruff-format
  - repo: local
    hooks:
      - id: check
        entry: npx eslint .
`,
      }),
    ).toEqual([
      {
        path: '.pre-commit-config.yaml',
        line: 5,
        id: 'gitleaks',
        does: ['secret-scan'],
      },
      {
        path: '.pre-commit-config.yaml',
        line: 7,
        id: 'ruff-format',
        does: ['format'],
      },
      {
        path: '.pre-commit-config.yaml',
        line: 10,
        id: 'check',
        does: ['lint'],
      },
    ]);
  });

  it('reads husky with lint-staged, and lefthook', async () => {
    expect(
      await hooks({
        '.husky/pre-commit':
          '#!/bin/sh\n. "$(dirname "$0")/_/husky.sh"\n# npx gitleaks\nnpx lint-staged\n',
        '.husky/pre-push': '# nothing\n',
        'package.json':
          '{"name": "a", "lint-staged": {"*.ts": ["eslint --fix", "prettier --write"]}}',
        'lefthook.yml':
          'pre-commit:\n  commands:\n    secrets:\n      run: gitleaks protect\n  jobs:\n    - name: tests\n      run: go test ./...\n',
      }),
    ).toEqual([
      {
        path: '.husky/pre-commit',
        line: 4,
        id: 'pre-commit',
        does: ['lint', 'format'],
      },
      { path: 'lefthook.yml', line: 3, id: 'secrets', does: ['secret-scan'] },
      { path: 'lefthook.yml', line: 6, id: 'tests', does: ['unit-test'] },
    ]);
  });
});

it('never throws', async () => {
  const name = fc.constantFrom(
    'package.json',
    'pyproject.toml',
    'requirements.txt',
    'go.mod',
    'pom.xml',
    'build.gradle',
    'gradle/libs.versions.toml',
    '.pre-commit-config.yaml',
    '.husky/pre-commit',
    'lefthook.yml',
    'renovate.json',
    '.github/dependabot.yml',
    'Pipfile',
  );
  const text = fc.oneof(
    fc.string(),
    fc.json(),
    fc.constantFrom(
      '[project]\ndependencies = 1',
      '[tool]\npoetry = 1',
      '<project><artifactId>a</artifactId><dependencies>1</dependencies></project>',
      '<!DOCTYPE a [<!ENTITY b "c">]><project>&b;</project>',
      'repos: [1, {hooks: [2]}]',
      'require (\n)\n)',
    ),
  );
  await fc.assert(
    fc.asyncProperty(fc.dictionary(name, text), async files => {
      expect(Array.isArray((await analyze(files)).facts.packages)).toBe(true);
    }),
  );
});

describe('an entity in a folder of a repository', () => {
  const orders = {
    'services/orders/package.json':
      '{"name":"orders","dependencies":{"fastify":"^5"}}',
    'services/billing/package.json': '{"name":"billing"}',
    'package.json': '{"name":"all","dependencies":{"turbo":"^2"}}',
    'package-lock.json': '{}',
  };
  const ofOrders = async (files: Record<string, string>) =>
    (
      await observeSection(
        dependenciesAnalyzer,
        { ...orders, ...files },
        'services/orders',
      )
    ).facts;

  it('has the packages of its own manifests', async () => {
    const { manifests, packages } = await ofOrders({});
    expect(manifests.map(({ path }) => path)).toEqual([
      'services/orders/package.json',
    ]);
    expect(packages.map(({ name }) => name)).toEqual(['fastify']);
  });

  it.each<[string, Record<string, string>, string]>([
    ['no workspace', {}, ''],
    [
      'a workspace of others',
      { 'package.json': '{"workspaces":["packages/*"]}' },
      '',
    ],
    [
      'its workspace',
      { 'package.json': '{"workspaces":{"packages":["services/*"]}}' },
      'package-lock.json',
    ],
    [
      'a workspace that leaves it out',
      { 'package.json': '{"workspaces":["services/*","!services/orders"]}' },
      '',
    ],
    [
      'its workspace, of pnpm',
      {
        'pnpm-workspace.yaml': 'packages: ["services/**"]\n',
        'pnpm-lock.yaml': '',
      },
      'package-lock.json',
    ],
    [
      'a file of its own',
      { 'services/orders/yarn.lock': '' },
      'services/orders/yarn.lock',
    ],
  ])('is locked by %s', async (_, files, lockFile) => {
    expect((await ofOrders(files)).manifests).toMatchObject([{ lockFile }]);
  });

  it('is locked with the members of a workspace of uv', async () => {
    const member = '[project]\nname = "a"\ndependencies = ["flask>=3"]\n';
    const lockOf = async (workspace: string) =>
      (
        await observeSection(
          dependenciesAnalyzer,
          {
            'pyproject.toml': workspace,
            'uv.lock': '',
            'services/a/pyproject.toml': member,
          },
          'services/a',
        )
      ).facts.manifests[0].lockFile;
    expect(
      await lockOf('[tool.uv.workspace]\nmembers = ["services/*"]\n'),
    ).toBe('uv.lock');
    expect(await lockOf('[tool.uv.workspace]\nmembers = ["libs/*"]\n')).toBe(
      '',
    );
  });

  const updates = async (files: Record<string, string>) =>
    (await ofOrders(files)).updates.map(({ path, line }) => `${path}:${line}`);

  it.each([
    ['everything', '{"extends": []}'],
    ['its folder', '{"includePaths": ["services/orders/**"]}'],
    ['other folders not', '{"ignorePaths": ["services/billing/"]}'],
  ])('is kept up to date by a Renovate for %s', async (_, settings) => {
    expect(await updates({ 'renovate.json': settings })).toEqual([
      'renovate.json:1',
    ]);
  });

  it.each([
    ['other folders', '{"includePaths": ["services/billing/**"]}'],
    ['its folder not', '{"ignorePaths": ["services/orders"]}'],
  ])('is not kept up to date by a Renovate for %s', async (_, settings) => {
    expect(await updates({ 'renovate.json': settings })).toEqual([]);
    expect(
      await updates({
        'services/orders/renovate.json': '{"extends": []}',
        'services/orders/.pre-commit-config.yaml': 'repos: []\n',
      }),
    ).toEqual([]);
  });

  it('is kept up to date by a Dependabot for its folder, or for its lock file', async () => {
    const workspace = { 'package.json': '{"workspaces":["services/*"]}' };
    const dependabot = (directory: string) => ({
      '.github/dependabot.yml': `updates:\n  - package-ecosystem: pip\n    directory: /docs\n  - package-ecosystem: npm\n    ${directory}\n`,
    });
    const here = ['.github/dependabot.yml:4'];
    expect(await updates(dependabot('directory: /services/orders'))).toEqual(
      here,
    );
    expect(await updates(dependabot('directories: [/services/*]'))).toEqual(
      here,
    );
    expect(await updates(dependabot('directory: /services/billing'))).toEqual(
      [],
    );
    expect(await updates(dependabot('directory: /'))).toEqual([]);
    expect(
      await updates({ ...dependabot('directory: /'), ...workspace }),
    ).toEqual(here);
  });

  it('has the hooks of the repository', async () => {
    const { hooks } = await ofOrders({
      '.pre-commit-config.yaml': 'repos: [{ hooks: [{ id: gitleaks }] }]\n',
    });
    expect(hooks).toMatchObject([{ path: '.pre-commit-config.yaml' }]);
  });
});
