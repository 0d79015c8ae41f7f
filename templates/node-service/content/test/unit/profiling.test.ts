import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createLogger } from '../../src/logger.ts';
import { startProfiling } from '../../src/profiling.ts';

const cleanups: (() => unknown)[] = [];

afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup();
});

/** A stand-in for Pyroscope; answers its address. */
async function startServer(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
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

/** Profiles with such settings; answers how to stop, and what was logged. */
async function start(settings: {
  PYROSCOPE_SERVER_ADDRESS?: string;
  OTEL_SERVICE_NAME?: string;
}) {
  const config = {
    LOG_LEVEL: 'info',
    OTEL_SERVICE_NAME: 'profiled',
    SERVICE_VERSION: 'abc123',
    ...settings,
  } as const;
  const logs: string[] = [];
  const logger = createLogger(config, {
    write: (line) => void logs.push(line),
  });
  return { stop: await startProfiling(config, logger), logs };
}

describe('startProfiling', () => {
  it('does nothing without a server', async () => {
    const { stop, logs } = await start({});
    await expect(stop()).resolves.toBeUndefined();
    expect(logs).toEqual([]);
  });

  it('sends what it has when it stops', async () => {
    const received: URL[] = [];
    const address = await startServer((request, response) => {
      received.push(new URL(request.url ?? '', 'http://pyroscope.test'));
      request.resume().on('end', () => response.end());
    });
    const { stop } = await start({ PYROSCOPE_SERVER_ADDRESS: address });
    await stop();
    expect(received[0]?.pathname).toBe('/ingest');
    const name = received[0]?.searchParams.get('name');
    expect(name).toMatch(/^profiled\{.*version=abc123/);
  });

  it('does not wait for a server that never answers', async () => {
    const address = await startServer(() => undefined);
    const { stop } = await start({ PYROSCOPE_SERVER_ADDRESS: address });
    await expect(stop()).resolves.toBeUndefined();
  });

  it('lets the service run when it cannot start', async () => {
    const { stop, logs } = await start({
      PYROSCOPE_SERVER_ADDRESS: 'http://127.0.0.1:9',
      // No name for the profiler, which uses these signs itself.
      OTEL_SERVICE_NAME: 'a{b}',
    });
    expect(logs.join('')).toContain('profiling did not start');
    await expect(stop()).resolves.toBeUndefined();
  });
});
