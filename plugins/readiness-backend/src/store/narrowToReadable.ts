import { Knex } from 'knex';
import { Readable } from '../access/ReadableEntities';
import { isPostgres, textList } from './textList';

/** Leaves out the rows of entities that the caller may not read. */
export function narrowToReadable(
  knex: Knex,
  query: Knex.QueryBuilder,
  column: string,
  readable: Readable,
): void {
  if (readable === 'all') {
    return;
  }
  if (isPostgres(knex)) {
    // It knows the length of an array, and plans for it.
    query.whereRaw('?? = any(?::text[])', [column, [...readable]]);
  } else {
    query.whereIn(column, textList(knex, [...readable]));
  }
}
