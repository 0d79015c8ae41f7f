import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { buildApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import { createLogger } from '../../src/logger.ts';
import { startTracing } from '../../src/tracing.ts';
{% if values.database == "postgresql" %}
import { createTestDatabase, type TestDatabase } from './testDatabase.ts';
{% endif %}

const cleanups: (() => unknown)[] = [];
{% if values.database == "postgresql" %}
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.migrate('up');
  return () => database.drop();
});
{% endif %}

beforeAll(() => {
  startTracing({ OTEL_SERVICE_NAME: 'tested', SERVICE_VERSION: 'tested' });
});

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  vi.unstubAllEnvs();
});

/** The whole service, listening, with what it logs. */
async function start(environment: Record<string, string> = {}) {
{% if values.database == "postgresql" %}
  const config = loadConfig({ DATABASE_URL: database.url, ...environment });
{% else %}
  const config = loadConfig(environment);
{% endif %}
  const logs: Record<string, unknown>[] = [];
  const logger = createLogger(config, {
    write: (line) =>
      void logs.push(JSON.parse(line) as Record<string, unknown>),
  });
  const app = await buildApp({ config, logger });
  cleanups.push(() => app.close());
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return { app, url, logs };
}

/** A stand-in for the phrasebook service. */
async function startPhrasebook(status: number, wait = Promise.resolve()) {
  const seen: IncomingHttpHeaders[] = [];
  const server = createServer((request, response) => {
    seen.push(request.headers);
    response.writeHead(status, { 'content-type': 'application/json' });
    void wait.then(() => {
      response.end(JSON.stringify({ salutation: 'Bonjour' }));
    });
  });
  return { url: await listen(server), seen };
}

/** Starts a stand-in; answers its address. */
async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) =>
    server.listen(0, '127.0.0.1', () => {
      resolve();
    }),
  );
  cleanups.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}

describe('the service', () => {
  it('greets', async () => {
    const { url } = await start();
    const response = await fetch(`${url}/greetings/Ada`);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ greeting: 'Hello, Ada!' });
  });

  it('greets warmly when the flag is on', async () => {
    vi.stubEnv('FLAG_WARM_GREETING', 'true');
    const { url } = await start();
    const response = await fetch(`${url}/greetings/Ada`);
    expect(await response.json()).toMatchObject({
      greeting: 'Hello, Ada, good to see you!',
    });
  });

  it('takes up a flag that changes while it runs', async () => {
    let warm = false;
    const flags = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify({
          key: 'FLAG_WARM_GREETING',
          value: warm,
          metadata: {},
        }),
      );
    });
    const { url } = await start({ FLAGS_URL: await listen(flags) });
    const greet = async () =>
      (await fetch(`${url}/greetings/Ada`)).json() as Promise<unknown>;

    expect(await greet()).toMatchObject({ greeting: 'Hello, Ada!' });
    warm = true;
    expect(await greet()).toMatchObject({
      greeting: 'Hello, Ada, good to see you!',
    });
  });

  it('asks the phrasebook and hands the trace on', async () => {
    const phrasebook = await startPhrasebook(200);
    const { url, logs } = await start({ PHRASEBOOK_URL: phrasebook.url });

    const traceId = '0af7651916cd43dd8448eb211c80319c';
    const response = await fetch(`${url}/greetings/Ada`, {
      headers: {
        traceparent: `00-${traceId}-b7ad6b7169203331-01`,
        'x-request-id': 'from-the-caller',
      },
    });

    expect(await response.json()).toMatchObject({ greeting: 'Bonjour, Ada!' });
    expect(response.headers.get('x-request-id')).toBe('from-the-caller');
    expect(phrasebook.seen[0]?.traceparent).toContain(traceId);
    await vi.waitFor(() => {
      expect(logs).toContainEqual(
        expect.objectContaining({
          msg: 'request completed',
          request_id: 'from-the-caller',
          trace_id: traceId,
          status: 200,
        }),
      );
    });
  });

  it('greets without the phrasebook when that fails', async () => {
    const phrasebook = await startPhrasebook(500);
    const { url } = await start({ PHRASEBOOK_URL: phrasebook.url });
    const response = await fetch(`${url}/greetings/Ada`);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ greeting: 'Hello, Ada!' });
  });

  it('finishes a request in flight when it closes, and lets the client go', async () => {
    let answer = () => {};
    const wait = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const phrasebook = await startPhrasebook(200, wait);
    const { app, url } = await start({ PHRASEBOOK_URL: phrasebook.url });

    const inFlight = fetch(`${url}/greetings/Ada`);
    await vi.waitFor(() => {
      expect(phrasebook.seen).toHaveLength(1);
    });
    const closed = app.close();
    answer();

    const response = await inFlight;
    expect(response.status).toBe(200);
    expect(response.headers.get('connection')).toBe('close');
    expect(await response.json()).toMatchObject({ greeting: 'Bonjour, Ada!' });
    await closed;
  });

  it('reports on its dependencies', async () => {
    const { url } = await start({ PHRASEBOOK_URL: 'http://phrasebook.test' });
    const response = await fetch(`${url}/readyz`);
    expect(await response.json()).toEqual({
      status: 'ready',
{% if values.database == "postgresql" %}
      dependencies: [
        { name: 'phrasebook', required: false, status: 'up' },
        { name: 'database', required: true, status: 'up' },
      ],
{% else %}
      dependencies: [{ name: 'phrasebook', required: false, status: 'up' }],
{% endif %}
    });
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toContain('dependency_up{dependency="phrasebook"} 1');
{% if values.database == "postgresql" %}
    expect(metrics).toContain('dependency_up{dependency="database"} 1');
{% endif %}
  });
{% if values.database == "postgresql" %}

  it('counts greetings', async () => {
    const { url } = await start();
    const greet = async () =>
      (await fetch(`${url}/greetings/Grace`)).json() as Promise<unknown>;
    expect(await greet()).toEqual({ greeting: 'Hello, Grace!', times: 1 });
    expect(await greet()).toEqual({ greeting: 'Hello, Grace!', times: 2 });
  });

  it('is alive, but takes no traffic, while the database is away', async () => {
    const { url } = await start({ DATABASE_URL: 'postgresql://127.0.0.1:9/x' });
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect((await fetch(`${url}/readyz`)).status).toBe(503);
    expect((await fetch(`${url}/greetings/Ada`)).status).toBe(500);
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toContain('dependency_up{dependency="database"} 0');
  });
{% endif %}

  it('measures requests by route', async () => {
    const { url } = await start();
    await fetch(`${url}/greetings/Ada`);
    await fetch(`${url}/nowhere`);
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toContain(
      'http_request_duration_seconds_count{method="GET",route="/greetings/:name",status_code="200"} 1',
    );
    expect(metrics).toContain('route="unknown",status_code="404"} 1');
  });

  it('answers mistakes with what to do and failures with nothing to learn', async () => {
    const { url } = await start();
    const response = await fetch(`${url}/greetings/${'a'.repeat(81)}`);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      error: expect.stringContaining('params/name') as unknown,
      requestId: response.headers.get('x-request-id'),
    });
  });

  it('gives up on a request that takes too long', async () => {
    const never = new Promise<void>(() => undefined);
    const phrasebook = await startPhrasebook(200, never);
    const { url } = await start({
      PHRASEBOOK_URL: phrasebook.url,
      PHRASEBOOK_TIMEOUT_MS: '60000',
      REQUEST_TIMEOUT_MS: '50',
    });
    const response = await fetch(`${url}/greetings/Ada`);
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({
      error: 'The service failed',
    });
  });

  it('limits the rate of requests, but never of probes', async () => {
    const { url } = await start({ RATE_LIMIT_PER_MINUTE: '1' });
    expect((await fetch(`${url}/greetings/Ada`)).status).toBe(200);
    expect((await fetch(`${url}/greetings/Ada`)).status).toBe(429);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });
});
