import { Knex } from 'knex';
import { textTable } from './textList';

/** Rows of one statement, so that what travels at a time has a limit. */
const rowsAtOnce = 2_000;

/** A column that does not hold text. */
type NumericColumns = Record<string, 'integer' | 'double precision'>;

/** Where rows are written. */
export interface WrittenTable {
  table: string;
  /** Rows with the same key are overwritten; without a key rows are added. */
  key?: readonly string[];
  numbers?: NumericColumns;
}

/**
 * Writes rows as one bound value for each statement. A value for each field
 * would take databases several times as long, and they limit their number.
 */
export async function writeRows(
  knex: Knex,
  { table, key, numbers = {} }: WrittenTable,
  rows: readonly object[],
): Promise<void> {
  if (rows.length === 0) {
    return;
  }
  const columns = Object.keys(rows[0]);
  const values = columns.map(column =>
    column in numbers ? `cast(${column} as ${numbers[column]})` : column,
  );
  const updates = columns
    .filter(column => !key?.includes(column))
    .map(column => `${column} = excluded.${column}`);
  const overwrite = key
    ? `on conflict (${key.join(', ')}) do update set ${updates.join(', ')}`
    : '';
  for (const batch of inBatches(rows)) {
    await knex.raw(
      // SQLite needs the condition to tell `on conflict` from a join.
      `insert into ${table} (${columns.join(', ')})
       select ${values.join(', ')} from ? as given where true ${overwrite}`,
      [
        textTable<Record<string, unknown>>(
          knex,
          columns,
          batch as Record<string, unknown>[],
        ),
      ],
    );
  }
}

/** Rows as they may travel at a time. */
export function* inBatches<TRow>(rows: readonly TRow[]): Iterable<TRow[]> {
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    yield rows.slice(start, start + rowsAtOnce);
  }
}
