import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { pino } from 'pino';
import { migrate } from '../../src/migrations.ts';

export interface TestDatabase {
  url: string;
  migrate(direction: 'up' | 'down'): Promise<void>;
  query(text: string): Promise<unknown[]>;
  drop(): Promise<void>;
}

/** An empty database beside the one that DATABASE_URL names, for one test file. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = process.env.DATABASE_URL;
  if (!server) {
    throw new Error('Set DATABASE_URL to a PostgreSQL for integration tests');
  }
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await run(server, `create database ${name}`);

  const url = new URL(server);
  url.pathname = name;
  return {
    url: url.href,
    migrate: (direction) =>
      migrate({ url: url.href, direction, logger: pino({ level: 'silent' }) }),
    query: (text) => run(url.href, text),
    drop: async () => {
      await run(server, `drop database ${name} with (force)`);
    },
  };
}

async function run(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query<pg.QueryResultRow>(text)).rows;
  } finally {
    await client.end();
  }
}
