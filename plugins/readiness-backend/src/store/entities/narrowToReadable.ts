import { Knex } from 'knex';
import { Readable } from '../../access/ReadableEntities';
import { whereAmong } from '../textList';

/** Leaves out the rows of entities that the caller may not read. */
export function narrowToReadable(
  knex: Knex,
  query: Knex.QueryBuilder,
  column: string,
  readable: Readable,
): void {
  if (readable !== 'all') {
    whereAmong(knex, query, column, [...readable]);
  }
}
