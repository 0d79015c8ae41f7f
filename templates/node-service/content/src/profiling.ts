import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import type { Config } from './config.ts';

/** How long the last profile may take to leave. */
const farewellMs = 2_000;

/**
 * Starts continuous profiling of CPU, wall time and heap when a Pyroscope server
 * is configured. What goes wrong with it costs profiles, never requests: the
 * profiler itself drops what it cannot send. Returns what stops it.
 */
export async function startProfiling(
  config: Pick<
    Config,
    'PYROSCOPE_SERVER_ADDRESS' | 'OTEL_SERVICE_NAME' | 'SERVICE_VERSION'
  >,
  logger: FastifyBaseLogger,
): Promise<() => Promise<void>> {
  const serverAddress = config.PYROSCOPE_SERVER_ADDRESS;
  if (!serverAddress) return () => Promise.resolve();
  try {
    // Native code, so loaded only where it is wanted.
    const { default: pyroscope } = await import('@pyroscope/nodejs');
    pyroscope.init({
      serverAddress,
      appName: config.OTEL_SERVICE_NAME,
      tags: { version: config.SERVICE_VERSION },
      wall: { collectCpuTime: true },
    });
    pyroscope.start();
    // It would wait for minutes for a server that takes and never answers.
    return () =>
      Promise.race([
        pyroscope.stop(),
        wait(farewellMs, undefined, { ref: false }),
      ]);
  } catch (error) {
    logger.warn({ err: error }, 'profiling did not start');
    return () => Promise.resolve();
  }
}
