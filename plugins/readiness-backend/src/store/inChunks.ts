/** SQLite takes at most 500 rows in one insert. */
const rowsAtOnce = 400;

/** Runs an insert for as many rows at a time as every database takes. */
export async function inChunks<TRow>(
  rows: TRow[],
  insert: (rows: TRow[]) => Promise<unknown>,
): Promise<void> {
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    await insert(rows.slice(start, start + rowsAtOnce));
  }
}
