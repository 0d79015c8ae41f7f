import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database } from '../../src/database.ts';
import { countGreeting } from '../../src/greetingCounts.ts';
import { createTestDatabase, type TestDatabase } from './testDatabase.ts';

let server: TestDatabase;
let database: Database;

beforeAll(async () => {
  server = await createTestDatabase();
  await server.migrate('up');
  database = new Database({
    url: server.url,
    application: 'example',
    logger: pino({ level: 'silent' }),
  });
});

afterAll(async () => {
  await database.close();
  await server.drop();
});

/** The tables of the service. */
const tables = () =>
  server.query(
    `select table_name as name from information_schema.tables
     where table_schema = 'public' and table_name <> 'migrations'`,
  );

describe('the database', () => {
  it('counts greetings that come at once', async () => {
    const counts = await Promise.all(
      Array.from({ length: 20 }, () => countGreeting(database, 'Ada')),
    );
    expect(counts.sort((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, index) => index + 1),
    );
    expect(await countGreeting(database, 'Grace')).toBe(1);
  });

  it('gives up on a query that takes too long', async () => {
    const started = database.query('sleep', 'select pg_sleep(60)');
    await expect(started).rejects.toThrow(/timeout/);
    expect(await database.isUp()).toBe(true);
  });

  it('is migrated down and up again, by several at once', async () => {
    await server.migrate('down');
    expect(await tables()).toEqual([]);
    await Promise.all([server.migrate('up'), server.migrate('up')]);
    expect(await tables()).toEqual([{ name: 'greetings' }]);
    expect(await countGreeting(database, 'Ada')).toBe(1);
  });
});
