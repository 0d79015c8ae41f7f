import { Knex } from 'knex';
import { countColumns, ReportRow } from '../tables';
import { textTable } from '../textList';

/** A report whose results changed. */
export type ReportKey = Pick<ReportRow, 'entity_ref' | 'scorecard'>;

/**
 * Adds up the results of some reports by category, as if each category were a
 * report of its own: a summary of a whole catalog cannot read each result.
 */
export async function addUpCategories(
  tx: Knex,
  reports: ReportKey[],
): Promise<void> {
  if (reports.length === 0) {
    return;
  }
  const key = ['entity_ref', 'scorecard'] as const;
  const given = () =>
    tx.select(...key).from(tx.raw('? as given', [textTable(tx, key, reports)]));
  const weightOf = (statuses: string) =>
    `sum(case when status in (${statuses}) then weight end)`;
  await tx('category_standings')
    .whereIn([...key], given())
    .delete();
  await tx(
    tx.raw('category_standings (??, ??, ??, ??, ??, ??, ??, ??, ??)', [
      ...key,
      'category',
      'score',
      ...Object.values(countColumns),
    ]),
  ).insert(
    tx('results')
      .whereIn([...key], given())
      .groupBy(...key, 'category')
      .select(
        ...key,
        'category',
        tx.raw(
          `100.0 * coalesce(${weightOf("'pass'")}, 0) / ${weightOf(
            "'pass', 'fail', 'unknown'",
          )}`,
        ),
        ...Object.keys(countColumns).map(status =>
          tx.raw('sum(case when status = ? then 1 else 0 end)', [status]),
        ),
      ),
  );
}
