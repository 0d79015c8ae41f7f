import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { Knex } from 'knex';

/** Where the migrations of this package are. */
export const migrationsDirectory = resolvePackagePath(
  '@airworthy/backstage-plugin-readiness-backend',
  'migrations',
);

/** Connects to the plugin's database and brings it up to date. */
export async function openDatabase(database: DatabaseService): Promise<Knex> {
  const knex = await database.getClient();
  if (!database.migrations?.skip) {
    await knex.migrate.latest({ directory: migrationsDirectory });
  }
  return knex;
}
