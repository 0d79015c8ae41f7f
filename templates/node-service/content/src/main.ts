import closeWithGrace from 'close-with-grace';
import { buildApp } from './app.ts';
import { loadConfig } from './config.ts';
import { createLogger } from './logger.ts';
import { startProfiling } from './profiling.ts';
import { startTracing } from './tracing.ts';

try {
  const config = loadConfig(process.env);
  const logger = createLogger(config);
  const tracing = startTracing(config);
  const stopProfiling = await startProfiling(config, logger);
  const app = await buildApp({ config, logger });

  // On SIGTERM and SIGINT, and on errors that nobody caught: takes no new
  // connections, lets requests in flight finish, sends what traces and
  // profiles remain.
  closeWithGrace(
    { delay: config.SHUTDOWN_TIMEOUT_MS, logger },
    async ({ signal, err }) => {
      if (err) logger.fatal({ err }, 'uncaught error, closing');
      else logger.info({ signal }, 'closing');
      await app.close();
      // What gets lost does not make an orderly end a failure.
      await Promise.all([
        tracing.shutdown().catch((error: unknown) => {
          logger.warn({ err: error }, 'traces were lost');
        }),
        stopProfiling().catch((error: unknown) => {
          logger.warn({ err: error }, 'a profile was lost');
        }),
      ]);
    },
  );

  await app.listen({ host: config.HOST, port: config.PORT });
} catch (error) {
  // Standard error and a non-zero exit: nothing else is set up yet.
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
