/** Rows of several entities, by entity. */
export function byEntity<TRow extends { entity_ref: string }>(
  rows: TRow[],
): Map<string, TRow[]> {
  const found = new Map<string, TRow[]>();
  for (const row of rows) {
    const same = found.get(row.entity_ref);
    if (same) {
      same.push(row);
    } else {
      found.set(row.entity_ref, [row]);
    }
  }
  return found;
}
