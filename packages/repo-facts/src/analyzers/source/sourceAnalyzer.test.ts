import fc from 'fast-check';
import { observeSection } from '../testing';
import { sourceAnalyzer } from './sourceAnalyzer';

const analyze = async (files: Record<string, string>) =>
  (await observeSection(sourceAnalyzer, files)).facts;

describe('signals', () => {
  it('tells file, line and language', async () => {
    const { signals } = await analyze({
      'src/server.ts': "\napp.get('/healthz', ok);\n",
      'cmd/main.go': 'package main\nvar p = os.Getenv("PORT")\n',
    });
    expect(signals).toEqual([
      {
        path: 'cmd/main.go',
        line: 2,
        language: 'go',
        signal: 'environment-configuration',
      },
      {
        path: 'src/server.ts',
        line: 2,
        language: 'typescript',
        signal: 'health-route',
      },
    ]);
  });

  it('looks neither into tests nor at what is no code', async () => {
    const code = "app.get('/healthz', ok);\nprocess.on('SIGTERM', stop);\n";
    const { signals } = await analyze({
      'src/server.test.ts': code,
      'test/server.js': code,
      'src/__testUtils__/server.ts': code,
      'src/__mocks__/server.ts': code,
      'README.md': code,
      'types.d.ts': code,
      'bundle.js': `${'x'.repeat(3_000)};${code.replaceAll('\n', '')}`,
    });
    expect(signals).toEqual([]);
  });

  it('keeps a few places of each signal', async () => {
    const { signals } = await analyze({
      'a.ts': 'f(process.env.A);\n'.repeat(50),
    });
    expect(signals).toHaveLength(20);
  });

  it('reads settings of Java frameworks', async () => {
    const { signals } = await analyze({
      'src/main/resources/application.yaml':
        'server:\n  shutdown: graceful\nspring:\n  datasource:\n    url: ${DB_URL}\nmanagement:\n  endpoints.web.exposure.include: health,prometheus\nlogging.structured.format.console: ecs\n',
      'src/main/resources/application.properties':
        '# server.shutdown=graceful\nmanagement.endpoint.health.probes.enabled=true\n',
      'src/test/resources/application.yaml': 'server.shutdown: graceful\n',
      'src/main/resources/logback-spring.xml':
        '<configuration>\n<!-- LogstashEncoder -->\n<encoder class="net.logstash.logback.encoder.LogstashEncoder"/>\n</configuration>',
    });
    expect(
      signals.map(({ path, line, signal }) => [
        path.split('/').pop(),
        line,
        signal,
      ]),
    ).toEqual([
      ['application.properties', 2, 'readiness-route'],
      ['application.yaml', 2, 'signal-handler'],
      ['application.yaml', 2, 'drain'],
      ['application.yaml', 5, 'environment-configuration'],
      ['application.yaml', 7, 'health-route'],
      ['application.yaml', 7, 'metrics-route'],
      ['application.yaml', 8, 'structured-logging'],
      ['logback-spring.xml', 3, 'structured-logging'],
    ]);
  });
});

describe('signals of Java settings', () => {
  it('tell what is switched off, and what logs carry', async () => {
    const { signals } = await analyze({
      'src/main/resources/application.properties':
        'server.shutdown=immediate\nspring.datasource.hikari.maximum-pool-size=20\n',
      'src/main/resources/logback.xml':
        '<pattern>%d %X{requestId} %X{traceId} %m</pattern>',
    });
    expect(signals.map(({ signal }) => signal)).toEqual([
      'immediate-shutdown',
      'bulkhead',
      'log-trace-correlation',
      'request-id',
    ]);
  });
});

describe('signals of a Backstage app', () => {
  it.each([
    ['backend:\n  rateLimit: true\n', ['2 rate-limit']],
    ['backend:\n  rateLimit:\n    incomingRequestLimit: 9\n', ['2 rate-limit']],
    ['backend:\n  rateLimit: { global: false }\n', []],
    ['backend:\n  # rateLimit: true\n  listen: 1\n', []],
  ])('are read from %j', async (text, expected) => {
    const { signals } = await analyze({ 'app-config.yaml': text });
    expect(signals.map(({ line, signal }) => `${line} ${signal}`)).toEqual(
      expected,
    );
  });
});

describe('routes that are files', () => {
  it.each([
    ['app/api/health/route.ts', 'health-route'],
    ['src/app/readyz/route.js', 'readiness-route'],
    ['pages/api/healthz.ts', 'health-route'],
    ['app/routes/healthcheck.tsx', 'health-route'],
    ['app/global-error.tsx', 'error-handler'],
  ])('%s is a %s', async (path, signal) => {
    const { signals } = await analyze({ [path]: 'export {};' });
    expect(signals).toMatchObject([{ path, line: 1, signal }]);
  });

  it.each(['app/health/page.tsx', 'lib/health/route.ts'])(
    '%s is none',
    async path => {
      expect(await analyze({ [path]: 'export {};' })).toMatchObject({
        signals: [],
      });
    },
  );
});

it('takes nothing from scripts that people run by hand', async () => {
  const text = "app.get('/healthz', ok);";
  const { signals } = await analyze({ 'scripts/try.js': text, 'a.js': text });
  expect(signals).toMatchObject([{ path: 'a.js' }]);
});

describe('tests that are skipped', () => {
  it.each([
    ['a.test.ts', "it.skip('works', () => {});"],
    ['a_test.go', 'func TestA(t *testing.T) {\n\tt.Skip("later")\n}'],
    ['test_a.py', 'pytestmark = pytest.mark.skip\ndef test_a(): pass'],
    ['ATest.java', '@Test\n@Disabled\nvoid a() {}'],
    ['a.rs', '#[cfg(test)]\nmod tests {\n#[test]\n#[ignore]\nfn a() {}\n}'],
  ])('%s: %j are none', async (path, text) => {
    expect((await analyze({ [path]: text })).tests).toEqual([]);
  });

  it.each([
    ['a.test.ts', "it.skip('a', f);\nit('b', f);"],
    [
      'a_test.go',
      'func TestA(t *testing.T) {\n\tif testing.Short() { t.Skip() }\n}',
    ],
    ['test_a.py', 'pytestmark = pytest.mark.skipif(x)\ndef test_a(): pass'],
    ['ATest.java', '@Test @Disabled void a() {}\n@Test void b() {}'],
  ])('%s: %j leave others', async (path, text) => {
    expect((await analyze({ [path]: text })).tests).toHaveLength(1);
  });
});

describe('signals of how a service is started', () => {
  const signalsOf = async (files: Record<string, string>) =>
    (await analyze(files)).signals.map(
      ({ path, line, signal }) => `${path}:${line} ${signal}`,
    );

  it('are seen in images, scripts and annotations', async () => {
    expect(
      await signalsOf({
        Dockerfile:
          'FROM a\nCMD ["java", "-javaagent:/otel/opentelemetry-javaagent.jar", "-jar", "a.jar"]\n',
        Procfile: 'web: opentelemetry-instrument uvicorn app:app\n',
        'deploy/app.yaml':
          'kind: Deployment\nmetadata:\n  annotations:\n    reloader.stakater.com/auto: "true"\n',
        'package.json':
          '{"scripts": {"start": "node --import @opentelemetry/auto-instrumentations-node/register a.js"}}',
      }),
    ).toEqual([
      'Dockerfile:2 tracing-setup',
      'Dockerfile:2 trace-propagation',
      'Dockerfile:2 log-trace-correlation',
      'Procfile:1 tracing-setup',
      'Procfile:1 trace-propagation',
      'Procfile:1 signal-handler',
      'Procfile:1 drain',
      'deploy/app.yaml:4 dynamic-configuration',
      'package.json:1 tracing-setup',
      'package.json:1 trace-propagation',
      'package.json:1 log-trace-correlation',
    ]);
  });

  it.each<[string, string[]]>([
    ['CMD ["fastapi", "run", "--workers", "4", "app.py"]', ['2', '2']],
    ['ENTRYPOINT ["/venv/bin/gunicorn", "app:app"]', ['2', '2']],
    ['CMD ["python", "-m", "uvicorn", "app:app"]', ['2', '2']],
    ['CMD uvicorn app:app', []],
    ['CMD ["fastapi", "dev"]', []],
    ['RUN ["pip", "install", "uvicorn"]', []],
  ])('say that %s lets requests finish', async (command, lines) => {
    const { signals } = await analyze({ Dockerfile: `FROM a\n${command}\n` });
    expect(signals.map(({ line, signal }) => `${line} ${signal}`)).toEqual(
      lines.map((line, at) => `${line} ${['signal-handler', 'drain'][at]}`),
    );
  });

  it('are seen in the script that an image begins with', async () => {
    const script =
      'set -e\n# manage.py migrate\npython manage.py migrate\nexec "$@"\n';
    expect(
      await signalsOf({
        'docker-entrypoint.sh': script,
        'scripts/other.sh': script,
        Dockerfile: 'FROM a\nRUN alembic upgrade head\n',
      }),
    ).toEqual(['docker-entrypoint.sh:3 migration-run']);
  });

  it('are not seen in comments, and not where switched off', async () => {
    expect(
      await signalsOf({
        Dockerfile: 'FROM a\n# CMD -javaagent:opentelemetry-javaagent.jar\n',
        'deploy/app.yaml':
          'kind: Deployment\nmetadata: {annotations: {reloader.stakater.com/auto: "false"}}\n',
        'guide.yaml':
          'kind: Guide\ntext: |\n  metadata:\n    annotations: {reloader.stakater.com/auto: "true"}\n',
      }),
    ).toEqual([]);
  });
});

describe('tests', () => {
  const kinds = async (files: Record<string, string>) =>
    (await analyze(files)).tests.map(({ path, line, kind }) => [
      path,
      line,
      kind,
    ]);

  it('finds tests by convention and content', async () => {
    expect(
      await kinds({
        'src/a.test.ts': "\nit('works', () => {});\n",
        'test/b.js': "test('works', () => {});",
        'test/integration/c.spec.ts': "describe('x', () => {});",
        'tests/test_d.py': 'def test_d():\n    pass\n',
        'tests/integration/test_e.py': 'async def test_e():\n    pass\n',
        'f_test.go': 'package a\nfunc TestF(t *testing.T) {}\n',
        'src/test/java/GTest.java': '@Test void g() {}',
        'src/test/java/HIT.java': '@Test void h() {}',
      }),
    ).toEqual([
      ['f_test.go', 2, 'unit'],
      ['src/a.test.ts', 2, 'unit'],
      ['src/test/java/GTest.java', 1, 'unit'],
      ['src/test/java/HIT.java', 1, 'integration'],
      ['test/b.js', 1, 'unit'],
      ['test/integration/c.spec.ts', 1, 'integration'],
      ['tests/integration/test_e.py', 1, 'integration'],
      ['tests/test_d.py', 1, 'unit'],
    ]);
  });

  it('takes no unit test for more because of the package that it is in', async () => {
    const unit = {
      'pkg/limit_test.go': 'func TestLimit(t *testing.T) {}',
      'src/test/java/shop/system/ClockTest.java': '@Test void tells() {}',
      'src/contract/sign.test.ts': "it('signs', () => {});",
    };
    const integration = {
      'pkg/store_it_test.go': 'func TestStore(t *testing.T) {}',
      'src/it/java/StoreTest.java': '@Test void stores() {}',
      'tests/system/test_shop.py': 'def test_shop():\n    pass\n',
    };
    expect(await kinds({ ...unit, ...integration })).toEqual(
      [
        ...Object.keys(unit).map(path => [path, 1, 'unit']),
        ...Object.keys(integration).map(path => [path, 1, 'integration']),
      ].sort(),
    );
  });

  it('takes neither empty nor supporting files for tests', async () => {
    expect(
      await kinds({
        'src/a.test.ts': "// it('works', () => {});\n",
        'test/helpers.js': 'test(1);',
        'tests/conftest.py': 'def test_helper():\n    pass\n',
        'test_b.py': 'def helper():\n    pass\n',
        'latest.ts': 'it(1)',
        'vendor/c_test.go': 'func TestC(t *testing.T) {}',
      }),
    ).toEqual([]);
  });

  it('finds load and chaos tests by what they contain', async () => {
    expect(
      await kinds({
        'load/orders.js': "// k6\nimport http from 'k6/http';\n",
        'locustfile.py': 'from locust import HttpUser\n',
        'load/readme.js': '// import http from nothing\n',
        'chaos/kill.yaml':
          'apiVersion: chaos-mesh.org/v1alpha1\nkind: PodChaos\n',
        'chaos/latency.json': '{\n  "steady-state-hypothesis": {}\n}',
        'chaos/values.yaml': 'a: 1\n',
      }),
    ).toEqual([
      ['chaos/kill.yaml', 1, 'chaos'],
      ['chaos/latency.json', 2, 'chaos'],
      ['load/orders.js', 2, 'load'],
      ['locustfile.py', 1, 'load'],
    ]);
  });
});

describe('tests of Rust and C#', () => {
  it('tells what a file does from how it tests itself', async () => {
    const { signals, tests } = await analyze({
      'src/main.rs':
        'fn main() { .route("/healthz", ok) }\n#[cfg(test)]\nmod tests {\n  #[tokio::test]\n  fn works() { .route("/readyz", ok) }\n}\n',
      'tests/api.rs': '#[test]\nfn works() { env::var("A") }\n',
    });
    expect(signals).toEqual([
      {
        path: 'src/main.rs',
        line: 1,
        language: 'rust',
        signal: 'health-route',
      },
    ]);
    expect(tests).toEqual([
      { path: 'src/main.rs', line: 4, kind: 'unit' },
      { path: 'tests/api.rs', line: 1, kind: 'integration' },
    ]);
  });

  it('knows the projects of tests', async () => {
    const { signals, tests } = await analyze({
      'src/Web/Program.cs': 'app.MapHealthChecks("/live");\n',
      'tests/Web.UnitTests/OrderTests.cs': '[Fact]\npublic void Works() {}\n',
      'Web.FunctionalTests/OrderTests.cs': '[Test]\npublic void Works() {}\n',
      'Web.FunctionalTests/Server.cs': 'app.MapGet("/readyz", Ready);\n',
      'src/Web/Contests/Contest.cs': 'builder.Configuration["A"];\n',
    });
    expect(signals.map(({ path }) => path)).toEqual([
      'src/Web/Contests/Contest.cs',
      'src/Web/Program.cs',
    ]);
    expect(tests.map(({ path, kind }) => `${kind} ${path}`)).toEqual([
      'integration Web.FunctionalTests/OrderTests.cs',
      'unit tests/Web.UnitTests/OrderTests.cs',
    ]);
  });
});

describe('load tests', () => {
  it('are scripts, and not texts in other tests', async () => {
    const { tests } = await analyze({
      'load/a.js': "import http from 'k6/http';\n",
      'load/b.js': "import {\n  check,\n} from 'k6';\n",
      'load/c.js': "const http = require('k6/http');\n",
      'src/load.test.ts': `it('runs', () => run("import http from 'k6/http'"));\n`,
    });
    expect(
      tests.map(({ path, line, kind }) => `${kind} ${path}:${line}`),
    ).toEqual([
      'load load/a.js:1',
      'load load/b.js:3',
      'load load/c.js:1',
      'unit src/load.test.ts:1',
    ]);
  });
});

describe('a language that is not read', () => {
  const problemsOf = async (files: Record<string, string>) =>
    (await observeSection(sourceAnalyzer, files)).problems;

  it('leaves unknown what is not found elsewhere', async () => {
    const problems = await problemsOf({
      'app/b.rb': '',
      'app/a.rb': '',
      'webpack.config.js': '',
      'test/a.test.js': '',
      'test/b.test.js': '',
    });
    expect(problems).toMatchObject([
      { path: 'app/a.rb', reason: expect.stringContaining('Ruby') },
    ]);
  });

  it('is no problem where it is the smaller part', async () => {
    expect(await problemsOf({ 'a.py': '', 'tool.pl': '' })).toEqual([]);
  });
});

describe('migrations', () => {
  const migrations = async (files: Record<string, string>) =>
    (await analyze(files)).migrations.map(({ path, tool, reversible }) => [
      path,
      tool,
      reversible,
    ]);

  it('reads migrations in SQL', async () => {
    expect(
      await migrations({
        'db/migrations/001_a.up.sql': 'create table a ();',
        'db/migrations/001_a.down.sql': 'drop table a;',
        'db/migrations/002_b.up.sql': 'create table b ();',
        'db/migrations/002_b.down.sql': '-- nothing\n',
        'dbmate/migrations/1_a.sql':
          '-- migrate:up\ncreate table a ();\n-- migrate:down\ndrop table a;\n',
        'dbmate/migrations/2_b.sql':
          '-- migrate:up\ncreate table b ();\n-- migrate:down\n',
        'goose/migrations/1_a.sql': '-- +goose Up\ncreate table a ();\n',
        'src/main/resources/db/migration/V1__a.sql': 'create table a ();',
        'src/main/resources/db/migration/U1__a.sql': 'drop table a;',
        'src/main/resources/db/migration/V2__b.sql': 'create table b ();',
        'prisma/migrations/1/migration.sql': 'create table a ();',
        'queries/001_report.sql': 'select 1;',
        'db/migrations/schema.sql': 'create table a ();',
      }),
    ).toEqual([
      ['db/migrations/001_a.up.sql', 'golang-migrate', true],
      ['db/migrations/002_b.up.sql', 'golang-migrate', false],
      ['dbmate/migrations/1_a.sql', 'dbmate', true],
      ['dbmate/migrations/2_b.sql', 'dbmate', false],
      ['goose/migrations/1_a.sql', 'goose', false],
      ['prisma/migrations/1/migration.sql', 'prisma', false],
      ['src/main/resources/db/migration/V1__a.sql', 'flyway', true],
      ['src/main/resources/db/migration/V2__b.sql', 'flyway', false],
    ]);
  });

  it.each<[string, boolean, boolean]>([
    [
      'mb.CreateTable("A"); } override void Down(MigrationBuilder migrationBuilder) { migrationBuilder.DropTable("A");',
      true,
      false,
    ],
    [
      'mb.DropColumn("A", "B"); } override void Down(MigrationBuilder migrationBuilder) {',
      false,
      true,
    ],
    ['mb.AddColumn<int>("A", "B", nullable: false);', false, true],
    [
      'mb.AddColumn<int>("A", "B", nullable: false, defaultValue: 0);',
      false,
      false,
    ],
  ])(
    'reads %s of Entity Framework Core',
    async (body, reversible, destructive) => {
      const path = 'src/Migrations/1_A.cs';
      const { migrations: found } = await analyze({
        [path]: `class A : Migration {\n  override void Up(MigrationBuilder mb) { ${body} }\n}`,
        'src/Migrations/Snapshot.cs': 'class Snapshot : ModelSnapshot {}',
      });
      expect(found).toEqual([
        { path, line: 2, tool: 'ef-core', reversible, destructive },
      ]);
    },
  );

  describe('that take something away', () => {
    const destructive = async (path: string, text: string) =>
      (await analyze({ [path]: text })).migrations.map(
        migration => migration.destructive,
      );

    it.each([
      'DROP TABLE orders;',
      'drop table if exists "orders";',
      'ALTER TABLE orders DROP COLUMN note;',
      'alter table only orders drop note;',
      'ALTER TABLE orders RENAME COLUMN note TO remark;',
      'ALTER TABLE orders RENAME TO sales;',
      'ALTER TABLE orders ALTER COLUMN total TYPE bigint;',
      'ALTER TABLE orders ALTER COLUMN note SET NOT NULL;',
      'ALTER TABLE orders ADD COLUMN a int, ADD COLUMN note text NOT NULL;',
      'ALTER TABLE orders MODIFY note varchar(10);',
    ])('in SQL: %s', async statement => {
      expect(
        await destructive('db/migrations/002_a.up.sql', statement),
      ).toEqual([true]);
    });

    it.each([
      'CREATE TABLE orders (id bigint NOT NULL);',
      '-- DROP TABLE orders;\n/* DROP TABLE orders; */ SELECT 1;',
      "ALTER TABLE orders ADD COLUMN note text NOT NULL DEFAULT '';",
      'ALTER TABLE orders ADD COLUMN note text;',
      'ALTER TABLE orders DROP CONSTRAINT positive;',
      'ALTER TABLE orders ALTER COLUMN note DROP NOT NULL;',
      'ALTER TABLE orders ADD CONSTRAINT c CHECK (note IS NOT NULL) NOT VALID;',
      'DROP INDEX orders_note;',
      'ALTER TABLE orders RENAME CONSTRAINT a TO b;',
      'CREATE TABLE new_orders (id int); DROP TABLE orders; ALTER TABLE new_orders RENAME TO orders;',
    ])('unlike in SQL: %s', async statement => {
      expect(
        await destructive('db/migrations/002_a.up.sql', statement),
      ).toEqual([false]);
    });

    it.each([
      [
        'migrations/1.js',
        'exports.up = knex => knex.schema.alterTable("a", t => t.dropColumn("b"));\nexports.down = knex => knex.schema;\n',
      ],
      [
        'migrations/1.js',
        'exports.up = knex => knex.schema.alterTable("a", t => { t.text("b").notNullable(); });\n',
      ],
      [
        'migrations/1.ts',
        'export const up = pgm => { pgm.addColumns("a", { b: { type: "text", notNull: true } }); };\n',
      ],
      [
        'src/migrations/1.ts',
        'class A implements MigrationInterface {\n async up(q) { await q.query(`ALTER TABLE a DROP COLUMN b`); }\n}\n',
      ],
      [
        'alembic/versions/1.py',
        'revision = "1"\ndef upgrade():\n    op.drop_column("a", "b")\n\ndef downgrade():\n    pass\n',
      ],
      [
        'alembic/versions/1.py',
        'revision = "1"\ndef upgrade():\n    op.add_column("a", sa.Column("b", sa.Text(), nullable=False))\n',
      ],
      [
        'orders/migrations/0002_a.py',
        'class Migration(migrations.Migration):\n    operations = [migrations.RemoveField("a", "b")]\n',
      ],
      [
        'db/migrate/20260101_a.rb',
        'class A < ActiveRecord::Migration[8.0]\n  def change\n    remove_column :a, :b, :text\n  end\nend\n',
      ],
      [
        'db/changelog/1.xml',
        '<databaseChangeLog><changeSet id="1"><dropColumn/></changeSet></databaseChangeLog>',
      ],
      [
        'db/changelog/1.xml',
        '<databaseChangeLog><changeSet id="1"><createTable/><rollback/></changeSet><changeSet id="2"><dropTable/></changeSet></databaseChangeLog>',
      ],
      [
        'db/changelog/1.yaml',
        'databaseChangeLog:\n- changeSet:\n    changes:\n    - createTable: {}\n    rollback:\n    - dropTable: {}\n- changeSet:\n    changes:\n    - dropColumn: {}\n',
      ],
      [
        'db/changelog/1.sql',
        '--liquibase formatted sql\n--changeset a:1\ncreate table a ();\n--rollback drop table a;\n--changeset a:2\ndrop table b;\n',
      ],
    ])('in code: %s %#', async (path, text) => {
      expect(await destructive(path, text)).toEqual([true]);
    });

    it.each([
      [
        'migrations/1.js',
        'exports.up = knex => knex.schema.alterTable("a", t => t.text("b"));\nexports.down = knex => knex.schema.alterTable("a", t => t.dropColumn("b"));\n',
      ],
      [
        'migrations/1.js',
        'exports.up = knex => knex.schema.createTable("a", t => { t.text("b").notNullable(); });\nexports.down = knex => knex.schema.dropTable("a");\n',
      ],
      [
        'migrations/1.js',
        'exports.up = async knex => {\n  await knex.schema.alterTable("a", t => { t.text("b"); });\n  await knex.schema.createTable("c", t => { t.text("d").notNullable(); });\n};\n',
      ],
      [
        'alembic/versions/1.py',
        'revision = "1"\ndef upgrade():\n    op.add_column("a", sa.Column("b", sa.Text(), nullable=False, server_default=""))\n\ndef downgrade():\n    op.drop_column("a", "b")\n',
      ],
      [
        'db/migrate/20260101_a.rb',
        'class A < ActiveRecord::Migration[8.0]\n  def change\n    # remove_column :a, :b\n    add_column :a, :b, :text\n  end\nend\n',
      ],
      [
        'db/changelog/1.xml',
        '<databaseChangeLog><changeSet id="1"><addColumn/><rollback><dropColumn/></rollback></changeSet></databaseChangeLog>',
      ],
      [
        'goose/migrations/1_a.sql',
        '-- +goose Up\ncreate table a ();\n-- +goose Down\ndrop table a;\n',
      ],
      [
        'db/changelog/1.xml',
        '<databaseChangeLog><changeSet id="1"><createTable/><rollback/></changeSet><!-- <dropColumn/> --></databaseChangeLog>',
      ],
      [
        'db/changelog/1.yaml',
        'databaseChangeLog:\n- changeSet:\n    changes:\n    - createTable: {}\n    rollback:\n    - dropTable: {}\n\n    - dropColumn: {}\n',
      ],
      [
        'db/changelog/1.sql',
        '--liquibase formatted sql\n--changeset a:1\ncreate table a ();\n--rollback drop table a;\n',
      ],
    ])('unlike in code: %s %#', async (path, text) => {
      expect(await destructive(path, text)).toEqual([false]);
    });
  });

  it('reads migrations of Node', async () => {
    expect(
      await migrations({
        'migrations/1.js':
          'exports.up = knex => knex.schema.createTable("a");\nexports.down = knex => knex.schema.dropTable("a");\n',
        'migrations/2.js':
          'exports.up = function (knex) { return knex.schema; };\nexports.down = function (knex) {\n  // nothing\n};\n',
        'migrations/3.ts':
          'export const up = (pgm) => {\n pgm.createTable("a");\n};\nexport const down = false;\n',
        'src/migrations/4.ts':
          'export class A implements MigrationInterface {\n async up(q: QueryRunner) { await q.query(""); }\n async down(q: QueryRunner): Promise<void> { await q.query(""); }\n}\n',
        'migrations/5.js': 'exports.up = (pgm) => {};\n',
        'migrations/6.js':
          'const up = async () => {};\nmodule.exports = { up };\n',
        'migrations/index.js': 'module.exports = {};\n',
        'src/migrations/reader.ts':
          'const names = /\\bMigrationInterface\\b/;\nexport interface Marks { up: RegExp }\nconst up = names.exec(text);\n',
        'src/migrations/marks.ts':
          "const marks = [{ tool: 'knex', up: /^-- up/m }];\n",
      }),
    ).toEqual([
      ['migrations/1.js', 'knex', true],
      ['migrations/2.js', 'knex', false],
      ['migrations/3.ts', 'node-pg-migrate', false],
      ['migrations/5.js', 'node-pg-migrate', false],
      ['migrations/6.js', 'umzug', false],
      ['src/migrations/4.ts', 'typeorm', true],
    ]);
  });

  it('reads migrations of Python and Liquibase', async () => {
    const alembic = (downgrade: string) =>
      `"""a"""\nrevision = "1"\ndown_revision = None\n\ndef upgrade() -> None:\n    op.create_table("a")\n\n\ndef downgrade() -> None:\n${downgrade}`;
    expect(
      await migrations({
        'alembic/versions/1_a.py': alembic('    op.drop_table("a")\n'),
        'alembic/versions/2_b.py': alembic('    """Undo."""\n    pass\n'),
        'orders/migrations/0001_initial.py':
          'class Migration(migrations.Migration):\n    operations = [migrations.CreateModel()]\n',
        'orders/migrations/0002_data.py':
          'class Migration(migrations.Migration):\n    operations = [migrations.RunPython(forwards)]\n',
        'orders/migrations/__init__.py': '',
        'db/changelog/1.xml':
          '<databaseChangeLog><changeSet id="1"><createTable/></changeSet></databaseChangeLog>',
        'db/changelog/2.yaml':
          'databaseChangeLog:\n  - changeSet:\n      changes:\n        - sql: {sql: x}\n',
      }),
    ).toEqual([
      ['alembic/versions/1_a.py', 'alembic', true],
      ['alembic/versions/2_b.py', 'alembic', false],
      ['db/changelog/1.xml', 'liquibase', true],
      ['db/changelog/2.yaml', 'liquibase', false],
      ['orders/migrations/0001_initial.py', 'django', true],
      ['orders/migrations/0002_data.py', 'django', false],
    ]);
  });
});

it('never throws', async () => {
  const path = fc.constantFrom(
    'a.ts',
    'a.test.ts',
    'migrations/1.js',
    'alembic/versions/1.py',
    'migrations/1.sql',
    'db/migration/V1__a.sql',
    'db/changelog/1.xml',
    'application.yaml',
    'application.properties',
    'logback.xml',
    'chaos/a.yaml',
  );
  const part = fc.constantFrom(
    'exports.up = ',
    'exports.down = ',
    'down(',
    '=>',
    '{',
    '}',
    'def upgrade():\n',
    'def downgrade():\n',
    'revision = 1\n',
    '-- +goose Up\n',
    '<!--',
    '<changeSet>',
    ' pass\n',
  );
  const text = fc.oneof(
    fc.string(),
    fc.array(part).map(parts => parts.join('')),
  );
  await fc.assert(
    fc.asyncProperty(fc.dictionary(path, text), async files => {
      expect(Array.isArray((await analyze(files)).signals)).toBe(true);
    }),
  );
});
