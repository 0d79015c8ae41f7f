import { Knex } from 'knex';
import { ReportRow, ResultRow } from '../tables';
import { isPostgres, textList } from '../textList';

/** The columns of `results` that say what a result is. */
export const resultColumns = [
  ...(['check_id', 'status', 'category', 'weight'] as const),
  ...(['detail', 'awaits', 'evidence', 'excuse', 'excused'] as const),
] as const;

type ValuesOf<TColumns extends readonly (keyof ResultRow)[]> = {
  readonly [TIndex in keyof TColumns]: ResultRow[TColumns[TIndex]];
};

/** A result on record, as a value for each of {@link resultColumns}. */
export type RecordedResult = ValuesOf<typeof resultColumns>;

/** A report on record, with its results by check. */
export interface RecordedReport extends ReportRow {
  results: ReadonlyMap<string, RecordedResult>;
}

/**
 * The reports on some entities: one statement. The results of each are one
 * value: to read as many rows, and to clear them away, takes longer.
 */
export async function recordedReports(
  knex: Knex,
  refs: readonly string[],
): Promise<RecordedReport[]> {
  const [list, item] = isPostgres(knex)
    ? ['json_agg', 'json_build_array']
    : ['json_group_array', 'json_array'];
  const results = knex('results')
    .whereRaw('results.entity_ref = reports.entity_ref')
    .whereRaw('results.scorecard = reports.scorecard')
    .select(
      knex.raw(`cast(${list}(${item}(${resultColumns.join(', ')})) as text)`),
    );
  const rows: (ReportRow & { results: string | null })[] = await knex('reports')
    .whereIn('entity_ref', textList(knex, refs))
    .select('reports.*', results.as('results'));
  return rows.map(({ results: json, ...row }) => {
    const recorded: RecordedResult[] = JSON.parse(json ?? '[]');
    return { results: new Map(recorded.map(each => [each[0], each])), ...row };
  });
}
