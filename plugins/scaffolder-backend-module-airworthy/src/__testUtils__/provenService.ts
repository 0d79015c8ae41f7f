/* eslint-disable jest/no-export -- tests that the files of all languages declare */
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { askedMetrics, RenderedFiles } from '@airworthy/golden-paths';
import { TestDatabases } from '@backstage/backend-test-utils';
import { LoopbackServer } from './LoopbackServer';
import { plainEnvironment } from './plainEnvironment';
import { RunningService } from './RunningService';

const run = promisify(execFile);

/** What the shared tests have to know of a service. */
export interface ProvenService {
  /** The rendered repository, built before these tests run. */
  folder: string;
  /** What it logs as `service`. */
  name: string;
  /** What starts it, such as `['node', 'dist/main.js']`. */
  command: string[];
  environment?: Record<string, string>;
  /** It sends profiles to Pyroscope. */
  profiles?: boolean;
  /** What changes the schema, of a service that counts its greetings. */
  migrate?: {
    up: string[];
    down: string[];
    /** Found in the traces of a greeting. */
    span?: string;
  };
}

/** Where metrics are asked for. */
const askers = [
  'deploy/base/analysis.yaml',
  'observability/grafana/dashboards/golden-signals.json',
  'observability/prometheus-rule.yaml',
  'observability/slo.yaml',
];

const traceId = '0af7651916cd43dd8448eb211c80319c';
const traceparent = `00-${traceId}-b7ad6b7169203331-01`;

/**
 * Declares the tests that the service of every golden path passes while it
 * runs, whatever its language.
 */
export function provenService(service: ProvenService): void {
  const { folder, name, command, migrate } = service;
  const databases = migrate && createDatabases();
  const environment = { ...service.environment };
  const cleanups: (() => Promise<unknown>)[] = [];
  /** What a first greeting answers besides the greeting. */
  const counted = migrate ? { times: 1 } : {};

  async function start(variables?: Record<string, string>) {
    const started = await RunningService.start({
      folder,
      command,
      environment: { ...environment, ...variables },
    });
    cleanups.push(() => started.kill());
    return started;
  }

  async function standIn(...options: Parameters<typeof LoopbackServer.start>) {
    const server = await LoopbackServer.start(...options);
    cleanups.push(() => server.stop());
    return server;
  }

  /** Files of the service as they were rendered. */
  async function filesBelow(...folders: string[]) {
    const files: RenderedFiles = new Map();
    for (const each of folders) {
      const below = await readdir(join(folder, each), {
        recursive: true,
        withFileTypes: true,
      });
      for (const entry of below.filter(one => one.isFile())) {
        const file = join(entry.parentPath, entry.name);
        const content = await readFile(file);
        files.set(relative(folder, file), { content, executable: false });
      }
    }
    return files;
  }

  async function runToEnd([program, ...args]: string[]) {
    await run(program, args, {
      cwd: folder,
      env: plainEnvironment(environment),
    });
  }

  afterEach(async () => {
    for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  });

  if (databases) {
    let tables: () => Promise<string[]>;

    beforeAll(async () => {
      const database = await databases.init('POSTGRES_18');
      const {
        user,
        password,
        host,
        port,
        database: it,
      } = database.client.config.connection;
      environment.DATABASE_URL = `postgresql://${user}:${password}@${host}:${port}/${it}`;
      tables = async () => {
        const rows: { name: string }[] = await database
          .select({ name: 'table_name' })
          .from('information_schema.tables')
          .where('table_schema', 'public');
        return rows.map(row => row.name);
      };
    });

    it('migrates its database up, down and up again', async () => {
      await runToEnd(migrate.up);
      expect(await tables()).toContain('greetings');
      await runToEnd(migrate.down);
      expect(await tables()).not.toContain('greetings');
      await runToEnd(migrate.up);
      // Nothing is left to do, which is no failure.
      await runToEnd(migrate.up);
      expect(await tables()).toContain('greetings');
    });

    it('counts greetings', async () => {
      const url = await (await start()).listening();
      const greet = async () => (await fetch(`${url}/greetings/Grace`)).json();
      expect(await greet()).toEqual({ greeting: 'Hello, Grace!', times: 1 });
      expect(await greet()).toEqual({ greeting: 'Hello, Grace!', times: 2 });
    });

    it('is alive, but takes no traffic, while its database is away', async () => {
      const away = await start({
        DATABASE_URL: 'postgresql://nobody@127.0.0.1:9/nothing',
      });
      const url = await away.listening();
      expect((await fetch(`${url}/healthz`)).status).toBe(200);
      expect((await fetch(`${url}/readyz`)).status).toBe(503);
      const metrics = await (await fetch(`${url}/metrics`)).text();
      expect(metrics).toMatch(/^dependency_up\{dependency="database"\} 0/m);
    });
  }

  it('answers its probes, greets, and logs what it did', async () => {
    const started = await start({ SERVICE_VERSION: 'abc123' });
    const url = await started.listening();

    const health = await fetch(`${url}/healthz`);
    expect(await health.json()).toMatchObject({ version: 'abc123' });
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    const greeting = await fetch(`${url}/greetings/Ada`);
    expect(await greeting.json()).toEqual({
      greeting: 'Hello, Ada!',
      ...counted,
    });
    expect((await fetch(`${url}/nowhere`)).status).toBe(404);

    const line = await started.logged(({ path }) => path === '/greetings/Ada');
    expect(line).toMatchObject({
      service: name,
      version: 'abc123',
      level: expect.stringMatching(/^info$/i),
      request_id: greeting.headers.get('x-request-id'),
      trace_id: expect.stringMatching(/^(?!0{32})[0-9a-f]{32}$/),
      span_id: expect.stringMatching(/^(?!0{16})[0-9a-f]{16}$/),
    });
    expect(line.msg ?? line.message).toEqual(expect.any(String));
    expect(line.time ?? line.timestamp).toMatch(
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/,
    );
    expect(started.prose).toEqual([]);
  });

  it('exposes every metric that dashboard, alerts and analysis ask for', async () => {
    const started = await start({ PHRASEBOOK_URL: 'http://127.0.0.1:9' });
    const url = await started.listening();
    await fetch(`${url}/greetings/Tim`);
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toMatch(
      /^http_request_duration_seconds_bucket\{.*le="0\.5".*\} \d+$/m,
    );
    const asked = askedMetrics(await filesBelow('deploy', 'observability'));
    expect([...new Set([...asked.values()].flat())].sort()).toEqual(askers);
    const missing = [...asked].filter(
      ([metric]) => !new RegExp(`^${metric}[{ ]`, 'm').test(metrics),
    );
    expect(missing).toEqual([]);
  });

  it('hands the trace on, and sends it before it exits', async () => {
    const collector = await standIn();
    const phrasebook = await standIn(response =>
      response
        .setHeader('content-type', 'application/json')
        .end('{"salutation":"Bonjour"}'),
    );
    const started = await start({
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      PHRASEBOOK_URL: phrasebook.url,
      ...(service.profiles && { PYROSCOPE_SERVER_ADDRESS: collector.url }),
    });
    const url = await started.listening();
    const response = await fetch(`${url}/greetings/Marie`, {
      headers: { traceparent },
    });
    expect(await response.json()).toEqual({
      greeting: 'Bonjour, Marie!',
      ...counted,
    });
    expect((await phrasebook.request()).headers.traceparent).toContain(traceId);
    const line = await started.logged(
      ({ path }) => path === '/greetings/Marie',
    );
    expect(line.trace_id).toBe(traceId);

    started.signal('SIGTERM');
    expect(await started.exited).toBe(0);
    const sent = (path: string) =>
      Buffer.concat(
        collector.received
          .filter(request => request.path === path)
          .map(({ body }) => body),
      );
    const traces = sent('/v1/traces');
    expect(traces.includes(Buffer.from(traceId, 'hex'))).toBe(true);
    expect(traces.includes(name)).toBe(true);
    expect(traces.includes(migrate?.span ?? name)).toBe(true);
    expect(sent('/ingest').length > 0).toBe(service.profiles ?? false);
  });

  it('does not mind a collector or profiler that is not there', async () => {
    const started = await start({
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9',
      PYROSCOPE_SERVER_ADDRESS: 'http://127.0.0.1:9',
    });
    const response = await fetch(`${await started.listening()}/greetings/Alan`);
    expect(response.status).toBe(200);
    started.signal('SIGTERM');
    expect(await started.exited).toBe(0);
  });

  it('does not start with a mistake in its environment, and names it', async () => {
    const started = await start({
      REQUEST_TIMEOUT_MS: 'tomorrow',
      PHRASEBOOK_URL: 'hunter2',
    });
    expect(await started.exited).toBeGreaterThan(0);
    const said = started.errors + JSON.stringify(started.logs) + started.prose;
    expect(said).toContain('REQUEST_TIMEOUT_MS');
    expect(said).toContain('PHRASEBOOK_URL');
    expect(said).not.toMatch(/tomorrow|hunter2/);
  });

  it('finishes a request in flight on SIGTERM, then exits with 0', async () => {
    let answer = () => {};
    const phrasebook = await standIn(response => {
      response.setHeader('content-type', 'application/json');
      answer = () => response.end('{"salutation":"At last"}');
    });
    const started = await start({
      PHRASEBOOK_URL: phrasebook.url,
      PHRASEBOOK_TIMEOUT_MS: '60000',
      REQUEST_TIMEOUT_MS: '60000',
    });
    const slow = fetch(`${await started.listening()}/greetings/Edsger`);
    await phrasebook.request();
    started.signal('SIGTERM');
    await started.draining();
    answer();

    const response = await slow;
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      greeting: 'At last, Edsger!',
      ...counted,
    });
    expect(await started.exited).toBe(0);
  });
}

/** PostgreSQL, and nothing else: without it these tests fail. */
function createDatabases() {
  return TestDatabases.create({ ids: ['POSTGRES_18'], disableDocker: true });
}
