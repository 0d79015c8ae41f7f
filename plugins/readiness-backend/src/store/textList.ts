import { Knex } from 'knex';

/**
 * A subquery of the given texts, to be used with `whereIn`. They travel as one
 * bound value, so that neither the statement nor the number of bindings, which
 * databases limit, grows with the list.
 */
export function textList(
  knex: Knex,
  texts: readonly string[],
): Knex.QueryBuilder {
  const elements = isPostgres(knex)
    ? 'jsonb_array_elements_text(?::jsonb) as t(value)'
    : 'json_each(?)';
  return knex
    .select('value')
    .from(knex.raw(elements, [JSON.stringify(texts.map(storable))]));
}

/**
 * Narrows a query to rows whose column is one of the given texts, which travel
 * as one bound value. For long lists: PostgreSQL knows how long an array is,
 * but not a subquery, and plans for it.
 */
export function whereAmong(
  knex: Knex,
  query: Knex.QueryBuilder,
  column: string,
  texts: readonly string[],
): void {
  if (isPostgres(knex)) {
    query.whereRaw('?? = any(?::text[])', [column, texts.map(storable)]);
  } else {
    query.whereIn(column, textList(knex, texts));
  }
}

/**
 * Rows of texts, to be joined: a subquery with the given columns that travels
 * as one bound value like {@link textList}. The columns are names of ours.
 */
export function textTable<TRow extends {}>(
  knex: Knex,
  columns: readonly (keyof TRow & string)[],
  rows: readonly TRow[],
): Knex.Raw {
  const json = JSON.stringify(
    rows.map(row => columns.map(column => storable(row[column] ?? null))),
  );
  const selected = columns.map((column, index) =>
    isPostgres(knex)
      ? `value ->> ${index} as ${column}`
      : `json_extract(value, '$[${index}]') as ${column}`,
  );
  const source = isPostgres(knex)
    ? 'jsonb_array_elements(?::jsonb) as t(value)'
    : 'json_each(?)';
  return knex.raw(`(select ${selected.join(', ')} from ${source})`, [json]);
}

/**
 * PostgreSQL refuses NUL and halves of surrogate pairs, which repositories and
 * the errors about them may well contain.
 */
function storable<T>(value: T): T | string {
  return typeof value === 'string'
    ? Buffer.from(value).toString().replaceAll('\0', '\uFFFD')
    : value;
}

/** Whether a database is PostgreSQL; otherwise it is SQLite. */
export function isPostgres(knex: Knex): boolean {
  return knex.client.config.client === 'pg';
}
