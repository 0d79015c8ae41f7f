import {
  ChangeCause,
  ResultStatus,
} from '@airworthy/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import { addUpCategories, ReportKey } from './addUpCategories';
import { DueEntity } from './dueEvaluations';
import { lockEntities } from '../entities/lockEntities';
import { Move, recordMoves, recordPresence } from '../trends/recordMoves';
import { appendReportChanges, ReportChangeRow } from '../history/reportChanges';
import { countColumns, FactsRow, ReportRow, ResultRow } from '../tables';
import { textTable } from '../textList';
import { WrittenTable, writeRows } from '../writeRows';

/** A row of `result_changes` to be appended. */
export interface ResultChange {
  entity_ref: string;
  scorecard: string;
  check_id: string;
  from_status: ResultStatus;
  to_status: ResultStatus;
  cause: ChangeCause;
  /** JSON of what `Explanation` says besides; `null` when there is no more to say. */
  explanation: string | null;
  revision: string;
  changed_at: string;
}

/** An entity as it was read to be evaluated. */
export type EvaluatedRow = Pick<
  DueEntity,
  'ref' | 'etag' | 'evaluation_due' | 'evaluated_at'
>;

/** What an evaluation came to: only what differs from before. */
export interface Evaluations {
  reports: ReportRow[];
  results: ResultRow[];
  changes: ResultChange[];
  /** By what standings moved, step by step. */
  moves: Move[];
  reportChanges: ReportChangeRow[];
  removedReports: Pick<ReportRow, 'entity_ref' | 'scorecard'>[];
  removedResults: Pick<ResultRow, 'entity_ref' | 'scorecard' | 'check_id'>[];
  /** Facts that the standards ask about and nobody has collected yet. */
  plannedFacts: Pick<FactsRow, 'entity_ref' | 'namespace' | 'due_at'>[];
  /** Facts that no standard asks about any more. */
  removedFacts: Pick<FactsRow, 'entity_ref' | 'namespace'>[];
  /** What the reports of each entity were made of, JSON of `EntityInputs` by ref. */
  inputs: Map<string, string>;
  /** When to grade each entity again in any case, by ref. */
  reconsider: Map<string, string | null>;
}

/** Evaluations that change nothing. */
export function nothing(): Evaluations {
  return {
    reports: [],
    results: [],
    changes: [],
    moves: [],
    reportChanges: [],
    removedReports: [],
    removedResults: [],
    plannedFacts: [],
    removedFacts: [],
    inputs: new Map(),
    reconsider: new Map(),
  };
}

function join(parts: Evaluations[]): Evaluations {
  return {
    reports: parts.flatMap(part => part.reports),
    results: parts.flatMap(part => part.results),
    changes: parts.flatMap(part => part.changes),
    moves: parts.flatMap(part => part.moves),
    reportChanges: parts.flatMap(part => part.reportChanges),
    removedReports: parts.flatMap(part => part.removedReports),
    removedResults: parts.flatMap(part => part.removedResults),
    plannedFacts: parts.flatMap(part => part.plannedFacts),
    removedFacts: parts.flatMap(part => part.removedFacts),
    inputs: new Map(parts.flatMap(part => [...part.inputs])),
    reconsider: new Map(parts.flatMap(part => [...part.reconsider])),
  };
}

const reportsTable: WrittenTable = {
  table: 'reports',
  key: ['entity_ref', 'scorecard'],
  numbers: {
    level_rank: 'integer',
    score: 'double precision',
    coverage: 'double precision',
    ...Object.fromEntries(
      Object.values(countColumns).map(column => [column, 'integer'] as const),
    ),
  },
};

const resultsTable: WrittenTable = {
  table: 'results',
  key: ['entity_ref', 'scorecard', 'check_id'],
  numbers: { weight: 'double precision' },
};

const plannedFactsTable: WrittenTable = {
  table: 'facts',
  key: ['entity_ref', 'namespace'],
};

/**
 * Writes down evaluations, by entity ref, and with which standards and at which
 * moment the entities were evaluated. One that changed in the meantime stays
 * due; one that another replica graded, or removed, is left as it is: what was
 * compared here is no longer what stands.
 *
 * @returns what was written
 */
export async function saveEvaluations(
  knex: Knex,
  entities: EvaluatedRow[],
  evaluated: { standards: string; at: string },
  evaluations: ReadonlyMap<string, Evaluations>,
): Promise<Evaluations> {
  return knex.transaction(async tx => {
    const graded = await lockUngraded(tx, entities);
    const news = join(graded.flatMap(({ ref }) => evaluations.get(ref) ?? []));
    const { removedReports } = news;
    await removeRows(tx, 'results', news.removedResults);
    if (removedReports.length > 0) {
      const gone = rowsOf(tx, 'reports', removedReports);
      await recordPresence(tx, 'left', gone, evaluated.at);
    }
    await removeRows(tx, 'reports', removedReports);
    await removeRows(tx, 'facts', news.removedFacts);
    await writeRows(tx, reportsTable, news.reports);
    await writeRows(tx, resultsTable, news.results);
    await addUpCategories(tx, reportsWithOtherResults(news));
    await writeRows(tx, plannedFactsTable, news.plannedFacts);
    await writeRows(tx, { table: 'result_changes' }, news.changes);
    await recordMoves(tx, news.moves, evaluated.at);
    await appendReportChanges(tx, news.reportChanges);
    await markEvaluated(tx, graded, evaluated, news);
    return news;
  });
}

/** Locks those that nobody has graded or removed since they were read. */
async function lockUngraded(
  tx: Knex.Transaction,
  entities: EvaluatedRow[],
): Promise<EvaluatedRow[]> {
  const locked = await lockEntities(
    tx,
    entities.map(({ ref }) => ref),
  );
  const current = new Map(locked.map(row => [row.ref, row]));
  return entities.filter(
    ({ ref, evaluated_at }) => current.get(ref)?.evaluated_at === evaluated_at,
  );
}

function reportsWithOtherResults(evaluations: Evaluations): ReportKey[] {
  const { results, removedResults } = evaluations;
  const keys = [...results, ...removedResults].map(
    ({ entity_ref, scorecard }) => ({ entity_ref, scorecard }),
  );
  return [...new Map(keys.map(key => [JSON.stringify(key), key])).values()];
}

const isAsRead = `entities.etag = given.etag
  and coalesce(entities.evaluation_due, '') = coalesce(given.evaluation_due, '')`;

// When and of what the reports were made is told in any case: they are written.
async function markEvaluated(
  tx: Knex,
  entities: EvaluatedRow[],
  { standards, at }: { standards: string; at: string },
  { inputs, reconsider }: Pick<Evaluations, 'inputs' | 'reconsider'>,
): Promise<void> {
  const given = textTable(
    tx,
    ['ref', 'etag', 'evaluation_due', 'inputs', 'reconsider_at'],
    entities.map(entity => ({
      inputs: inputs.get(entity.ref),
      reconsider_at: reconsider.get(entity.ref),
      ...entity,
    })),
  );
  await tx.raw(
    `update entities set
       evaluation_due = case when ${isAsRead} then null else entities.evaluation_due end,
       evaluated_with = case when ${isAsRead} then ? else entities.evaluated_with end,
       evaluated_at = ?,
       reconsider_at = given.reconsider_at,
       evaluated_inputs = coalesce(given.inputs, entities.evaluated_inputs)
     from ? as given where entities.ref = given.ref`,
    [standards, at, given],
  );
}

async function removeRows<TKey extends string>(
  tx: Knex,
  table: string,
  rows: Record<TKey, string>[],
): Promise<void> {
  if (rows.length > 0) {
    await rowsOf(tx, table, rows).delete();
  }
}

/** A query of the rows with the given keys, of which there is at least one. */
function rowsOf<TKey extends string>(
  tx: Knex,
  table: string,
  rows: Record<TKey, string>[],
): Knex.QueryBuilder {
  const key = Object.keys(rows[0]) as TKey[];
  return tx(table).whereIn(
    key,
    tx.select(key).from(tx.raw('? as gone', [textTable(tx, key, rows)])),
  );
}
