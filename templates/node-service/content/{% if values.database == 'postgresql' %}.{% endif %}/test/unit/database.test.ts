import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import { Database } from '../../src/database.ts';

/** Nobody listens there. */
const database = new Database({
  url: 'postgresql://127.0.0.1:9/nowhere',
  application: 'example',
  logger: pino({ level: 'silent' }),
});

afterEach(() => database.close());

describe('Database', () => {
  it('is down, and fails at once, where there is none', async () => {
    expect(await database.isUp()).toBe(false);
    await expect(database.query('ask', 'select 1')).rejects.toThrow();
  });
});
