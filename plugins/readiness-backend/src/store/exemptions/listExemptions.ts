import { ExemptionState } from '@airworthy/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import { Readable } from '../../access/ReadableEntities';
import { openStates } from '../../exemptions/lifecycle';
import { columnOfScope, ExemptionRow } from './exemptions';
import { narrowToReadable } from '../entities/narrowToReadable';

/** What a list of exemptions is narrowed to. */
export interface ExemptionsFilter {
  readable: Readable;
  now: string;
  scorecard?: string;
  check?: string;
  entityRef?: string;
  subjectRef?: string;
  states?: ExemptionState[];
}

/** The exemption after which a page begins. */
export type ExemptionsPosition = Pick<ExemptionRow, 'requested_at' | 'id'>;

/** One page of exemptions, the latest first, and how many there are in all: two statements. */
export async function listExemptions(
  knex: Knex,
  filter: ExemptionsFilter,
  page: { after?: ExemptionsPosition; limit: number },
): Promise<{ rows: ExemptionRow[]; total: number }> {
  const query = filtered(knex, filter)
    .orderBy([
      { column: 'requested_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(page.limit)
    .select('exemptions.*');
  if (page.after) {
    query.whereRaw('(requested_at, id) < (?, ?)', [
      page.after.requested_at,
      page.after.id,
    ]);
  }
  const rows: ExemptionRow[] = await query;
  const [{ total }] = await filtered(knex, filter).select(
    knex.raw('count(*) as total'),
  );
  return { rows, total: Number(total) };
}

function filtered(knex: Knex, filter: ExemptionsFilter): Knex.QueryBuilder {
  const { readable, scorecard, check, entityRef, subjectRef, states } = filter;
  const query = knex('exemptions');
  narrowToReadable(knex, query, 'subject_ref', readable);
  if (scorecard !== undefined) {
    query.where({ scorecard });
  }
  if (check !== undefined) {
    query.where(some => some.where('check_id', check).orWhereNull('check_id'));
  }
  if (subjectRef !== undefined) {
    query.where('subject_ref', subjectRef);
  }
  if (entityRef !== undefined) {
    query.where(some => {
      for (const [scope, column] of Object.entries(columnOfScope)) {
        some.orWhere(one =>
          one
            .where({ scope })
            .whereIn(
              'subject_ref',
              knex('entities')
                .where({ ref: entityRef })
                .whereNotNull(column)
                .select(column),
            ),
        );
      }
    });
  }
  if (states) {
    query.where(some =>
      states.forEach(state => some.orWhere(inState(state, filter.now))),
    );
  }
  return query;
}

/** As `stateAt` tells it. */
function inState(state: ExemptionState, now: string) {
  return (query: Knex.QueryBuilder) => {
    if (state === 'expired') {
      query.whereIn('state', openStates).where('expires_at', '<=', now);
      return;
    }
    query.where({ state });
    if (openStates.includes(state)) {
      query.where(lasting =>
        lasting.whereNull('expires_at').orWhere('expires_at', '>', now),
      );
    }
  };
}
