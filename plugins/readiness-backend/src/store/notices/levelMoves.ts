import {
  ChangeCause,
  ResultStatus,
} from '@airworthy/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import { textTable } from '../textList';

/** How the level of an entity moved. */
export interface LevelMove {
  entity_ref: string;
  scorecard: string;
  owner: string;
  /** What it is called. */
  name: string;
  from_level: string;
  from_revision: string;
  level: string | null;
  revision: string;
  made_at: string;
}

/** Why a result became a worse one. */
export interface WorseResult {
  entity_ref: string;
  scorecard: string;
  check_id: string;
  to_status: ResultStatus;
  cause: ChangeCause;
}

/** How levels moved after one moment and until another, the earliest first: one statement. */
export async function levelMoves(
  knex: Knex,
  after: string,
  until: string,
): Promise<LevelMove[]> {
  return knex('report_changes as later')
    .join('report_changes as earlier', join =>
      join.on(
        'earlier.id',
        knex.raw(
          `(select previous.id from report_changes as previous
            where previous.entity_ref = later.entity_ref
              and previous.scorecard = later.scorecard
              and previous.made_at <= later.made_at and previous.id < later.id
            order by previous.made_at desc, previous.id desc limit 1)`,
        ),
      ),
    )
    .join('entities', 'entities.ref', 'later.entity_ref')
    .where('later.made_at', '>', after)
    .where('later.made_at', '<=', until)
    .whereNotNull('entities.owner')
    .whereNotNull('later.revision')
    .whereNotNull('earlier.level')
    .whereRaw("earlier.level <> coalesce(later.level, '')")
    .orderBy('later.id')
    .select(
      'later.entity_ref',
      'later.scorecard',
      'later.level',
      'later.revision',
      'later.made_at',
      'earlier.level as from_level',
      'earlier.revision as from_revision',
      'entities.owner',
      knex.raw('coalesce(entities.title, entities.name) as name'),
    );
}

/** What became worse when some levels moved: one statement. */
export async function worseResults(
  knex: Knex,
  moves: LevelMove[],
): Promise<WorseResult[]> {
  if (moves.length === 0) {
    return [];
  }
  const key = ['entity_ref', 'scorecard', 'made_at'] as const;
  return knex('result_changes')
    .join(
      knex.raw('? as moves', [textTable<LevelMove>(knex, key, moves)]),
      join =>
        join
          .on('moves.entity_ref', 'result_changes.entity_ref')
          .on('moves.scorecard', 'result_changes.scorecard')
          .on('moves.made_at', 'result_changes.changed_at'),
    )
    .whereIn('to_status', ['fail', 'unknown'])
    .orderBy('id')
    .select(
      'result_changes.entity_ref',
      'result_changes.scorecard',
      'check_id',
      'to_status',
      'cause',
    );
}
