import { fileURLToPath } from 'node:url';
import type { FastifyBaseLogger } from 'fastify';
import { runner } from 'node-pg-migrate';

/** Beside src in the repository, and beside dist in the image. */
const folder = fileURLToPath(new URL('../migrations', import.meta.url));

/**
 * Brings the database to what this version needs, or undoes the last step.
 * One at a time: who comes second waits, and finds nothing to do.
 */
export async function migrate(options: {
  url: string;
  direction: 'up' | 'down';
  logger: FastifyBaseLogger;
}): Promise<void> {
  const { url, direction, logger } = options;
  const log = (message: string) => {
    logger.info(message);
  };
  await runner({
    databaseUrl: {
      connectionString: url,
      connectionTimeoutMillis: 10_000,
      // Requests queue behind a migration that waits for a table: it gives up.
      lock_timeout: 5_000,
    },
    dir: folder,
    migrationsTable: 'migrations',
    direction,
    advisoryLockMode: 'wait',
    log,
  });
}
