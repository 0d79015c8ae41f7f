import { TestDatabaseId, TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { migrationsDirectory } from '../store/database';

/**
 * The databases that the store is tested on. Without a connection string
 * PostgreSQL would be left out silently, so where it is expected and missing
 * the suite fails.
 */
export function createTestDatabases() {
  const databases = TestDatabases.create({
    ids: ['SQLITE_3', 'POSTGRES_18'],
    disableDocker: true,
  });
  if (
    process.env.AIRWORTHY_EXPECT_POSTGRES === 'true' &&
    !databases.supports('POSTGRES_18')
  ) {
    throw new Error(
      'PostgreSQL was expected, but BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING is not set',
    );
  }
  return {
    ids: databases.eachSupportedId(),
    /** A new database with all migrations applied. */
    async migrated(id: TestDatabaseId): Promise<Knex> {
      const knex = await databases.init(id);
      await knex.migrate.latest({ directory: migrationsDirectory });
      return knex;
    },
    /** A new database without any table. */
    empty: (id: TestDatabaseId): Promise<Knex> => databases.init(id),
  };
}

/** Runs something and answers the SQL statements that it took. */
export async function statementsOf(
  knex: Knex,
  run: () => Promise<unknown>,
): Promise<string[]> {
  const statements: string[] = [];
  const note = (query: { sql: string }) => statements.push(query.sql);
  knex.on('query', note);
  try {
    await run();
  } finally {
    knex.off('query', note);
  }
  return statements;
}
