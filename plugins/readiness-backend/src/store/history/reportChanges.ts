import { Knex } from 'knex';
import { countColumns, CountsRow, ReportRow } from '../tables';
import { WrittenTable, writeRows } from '../writeRows';

type Nullable<TRow> = { [TColumn in keyof TRow]: TRow[TColumn] | null };

/** A row of `report_changes` to be appended; all is `null` of a report that ended. */
export interface ReportChangeRow
  extends Pick<ReportRow, 'entity_ref' | 'scorecard'>,
    Nullable<
      Pick<ReportRow, 'revision' | 'level' | 'level_rank' | 'score'> & CountsRow
    > {
  /** JSON of `ReportInputs`. */
  inputs: string | null;
  made_at: string;
}

const reportChangesTable: WrittenTable = {
  table: 'report_changes',
  numbers: {
    level_rank: 'integer',
    score: 'double precision',
    ...Object.fromEntries(
      Object.values(countColumns).map(column => [column, 'integer'] as const),
    ),
  },
};

/** What a report was at a moment, and what it was made of: one statement. */
export async function reportChangeAt(
  knex: Knex,
  key: Pick<ReportRow, 'entity_ref' | 'scorecard'>,
  at: string,
): Promise<ReportChangeRow | undefined> {
  const { entity_ref, scorecard } = key;
  return knex<ReportChangeRow>('report_changes')
    .where({ entity_ref, scorecard })
    .where('made_at', '<=', at)
    .orderBy([
      { column: 'made_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .first();
}

/** States that a report ended. */
export function endOfReport(
  { entity_ref, scorecard }: Pick<ReportRow, 'entity_ref' | 'scorecard'>,
  made_at: string,
): ReportChangeRow {
  return {
    entity_ref,
    scorecard,
    revision: null,
    level: null,
    level_rank: null,
    score: null,
    pass: null,
    fail: null,
    unknown: null,
    exempt: null,
    not_applicable: null,
    inputs: null,
    made_at,
  };
}

/** Puts on record what reports have become, and what they were made of. */
export async function appendReportChanges(
  tx: Knex,
  rows: ReportChangeRow[],
): Promise<void> {
  await writeRows(tx, reportChangesTable, rows);
}

/** Puts on record that all reports on some entities end: one statement. */
export async function endReportsOf(
  tx: Knex,
  refs: Knex.QueryBuilder,
  at: string,
): Promise<void> {
  await tx
    .into(tx.raw('report_changes (entity_ref, scorecard, made_at)'))
    .insert(
      tx('reports')
        .whereIn('entity_ref', refs)
        .select('entity_ref', 'scorecard', tx.raw('?', [at])),
    );
}
