import { TrendCause } from '@airworthy/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import { ReportRow } from '../tables';
import { textTable } from '../textList';
import { inBatches } from '../writeRows';

/** How an entity stands by a scorecard, or stood. */
export type Stand = Pick<ReportRow, 'level' | 'level_rank' | 'score'>;

/** By what the standing of an entity moved. */
export interface Move {
  entity_ref: string;
  scorecard: string;
  cause: TrendCause;
  /** `null` when it was not there. */
  from: Stand | null;
  /** Likewise. */
  to: Stand | null;
}

const dayMs = 24 * 60 * 60 * 1_000;

const key = [
  ...['scorecard', 'day', 'entity_ref', 'owner', 'system'],
  ...['cause', 'from_level', 'to_level'],
];

const sums = ['times', 'risen', 'fallen', 'score_change', 'scored_change'];

const given = [
  ...['scorecard', 'entity_ref', 'cause', 'from_level', 'to_level'],
  ...['risen', 'fallen', 'score_change', 'scored_change'],
] as const;

/** Level of what is not there; that below the lowest is `none`. */
export const notThere = '';

/**
 * Adds moves to those of the day: what moves to and fro adds no row. The
 * entities are to be locked, and are counted for whom they belong to now.
 */
export async function recordMoves(
  tx: Knex.Transaction,
  moves: readonly Move[],
  at: string,
): Promise<void> {
  for (const batch of inBatches(moves.filter(hasEffect))) {
    await addMoves(tx, textTable(tx, given, batch.map(toRow)), at);
  }
}

/**
 * Records that reports, given as a query of `reports`, arrived where their
 * entities belong now, or leave from there. The entities are to be locked.
 */
export async function recordPresence(
  tx: Knex.Transaction,
  change: 'arrived' | 'left',
  reports: Knex.QueryBuilder,
  at: string,
): Promise<void> {
  const [arrived, left] = change === 'arrived' ? [1, 0] : [0, 1];
  const sign = arrived - left;
  const level = `coalesce(level, 'none')`;
  const moves = reports.select(
    'scorecard',
    'entity_ref',
    tx.raw(`'catalog' as cause`),
    tx.raw(`${arrived ? `'${notThere}'` : level} as from_level`),
    tx.raw(`${arrived ? level : `'${notThere}'`} as to_level`),
    tx.raw(`${arrived} as risen`),
    tx.raw(`${left} as fallen`),
    tx.raw(`${sign} * round(coalesce(score, 0) * 10) as score_change`),
    tx.raw(
      `${sign} * (case when score is null then 0 else 1 end) as scored_change`,
    ),
  );
  await addMoves(tx, tx.raw('(?)', [moves]), at);
}

async function addMoves(
  tx: Knex.Transaction,
  moves: Knex.Raw,
  at: string,
): Promise<void> {
  const sum = (column: string) => `sum(cast(${column} as integer))`;
  await tx.raw(
    `insert into daily_moves (${[...key, ...sums].join(', ')})
     select scorecard, ?, entity_ref,
       coalesce(entities.owner, ''), coalesce(entities.system, ''),
       cause, from_level, to_level, count(*),
       ${sums.slice(1).map(sum).join(', ')}
     from ? as moves join entities on entities.ref = moves.entity_ref
     group by scorecard, entity_ref, entities.owner, entities.system,
       cause, from_level, to_level
     on conflict (${key.join(', ')}) do update set
     ${sums
       .map(column => `${column} = daily_moves.${column} + excluded.${column}`)
       .join(', ')}`,
    [dayOf(at), moves],
  );
}

/** Number of days from 1970-01-01 to a moment, in UTC. */
export function dayOf(moment: string | Date): number {
  return Math.floor(new Date(moment).getTime() / dayMs);
}

function hasEffect({ from, to }: Move): boolean {
  return levelOf(from) !== levelOf(to) || from?.score !== to?.score;
}

function toRow({ from, to, ...move }: Move) {
  const isOther = levelOf(from) !== levelOf(to);
  const rise = rankOf(to) - rankOf(from);
  return {
    from_level: levelOf(from),
    to_level: levelOf(to),
    risen: isOther && rise > 0 ? 1 : 0,
    fallen: isOther && rise < 0 ? 1 : 0,
    score_change: tenths(to) - tenths(from),
    scored_change: scored(to) - scored(from),
    ...move,
  };
}

function levelOf(stand: Stand | null): string {
  return stand ? stand.level ?? 'none' : notThere;
}

function rankOf(stand: Stand | null): number {
  return stand ? stand.level_rank : -1;
}

// Whole numbers add up without error.
function tenths(stand: Stand | null): number {
  return Math.round((stand?.score ?? 0) * 10);
}

function scored(stand: Stand | null): number {
  return typeof stand?.score === 'number' ? 1 : 0;
}
