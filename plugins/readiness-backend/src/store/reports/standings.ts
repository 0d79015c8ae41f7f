import { ResultStatus } from '@airworthy/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import { Readable } from '../../access/ReadableEntities';
import { narrowToReadable } from '../entities/narrowToReadable';
import { countColumns, CountsRow, EntityRow, ReportRow } from '../tables';
import { textList, whereAmong } from '../textList';

/** What an entity comes to by one scorecard. */
export type GradeRow = Pick<
  ReportRow,
  'entity_ref' | 'level' | 'score' | 'coverage'
> &
  CountsRow;

/** How an entity stands by one scorecard. */
export type StandingRow = GradeRow &
  Pick<ReportRow, 'next_steps'> &
  Pick<
    EntityRow,
    | 'kind'
    | 'namespace'
    | 'name'
    | 'title'
    | 'type'
    | 'lifecycle'
    | 'owner'
    | 'system'
  >;

const gradeColumns = ['entity_ref', 'level', 'score', 'coverage']
  .concat(Object.values(countColumns))
  .map(column => `reports.${column}`);

// Without the whole entity and the standing at each level, which are large.
const columns = [
  ...gradeColumns,
  'reports.next_steps',
  ...['kind', 'namespace', 'name', 'title', 'type'].map(
    each => `entities.${each}`,
  ),
  ...['lifecycle', 'owner', 'system'].map(each => `entities.${each}`),
];

/** What a list is narrowed to and how it is sorted. */
export interface StandingsFilter {
  scorecard: string;
  readable: Readable;
  /** Ids of levels; `null` for below the lowest. */
  levels?: (string | null)[];
  owners?: string[];
  systems?: string[];
  /** One of the check's, or of all checks', results has one of the statuses. */
  statuses?: ResultStatus[];
  check?: string;
  search?: string;
}

/** A column to sort by, and which way. */
export interface StandingsOrder {
  by: 'name' | 'level' | 'score' | 'owner';
  descending: boolean;
}

/** The place in a sorted list after which a page begins. */
export interface StandingsPosition {
  value: string | number;
  ref: string;
}

// No value sorts as null: null is neither before nor after anything in SQL.
const sortExpressions: Record<StandingsOrder['by'], string> = {
  name: 'lower(entities.name)',
  level: 'reports.level_rank',
  score: 'coalesce(reports.score, -1)',
  owner: "coalesce(entities.owner, '')",
};

/** One page of entities and how many there are in all: two statements. */
export async function listStandings(
  knex: Knex,
  filter: StandingsFilter,
  order: StandingsOrder,
  page: { after?: StandingsPosition; limit: number },
): Promise<{
  rows: (StandingRow & { sort_value: string | number })[];
  total: number;
}> {
  const sort = sortExpressions[order.by];
  const query = narrowed(standings(knex, filter.scorecard), knex, filter)
    .select(...columns, knex.raw(`${sort} as sort_value`))
    .orderByRaw(`${sort} ${order.descending ? 'desc' : 'asc'}`)
    .orderBy('entities.ref')
    .limit(page.limit);
  if (page.after) {
    const { value, ref } = page.after;
    query.whereRaw(
      `(${sort} ${
        order.descending ? '<' : '>'
      } ? or (${sort} = ? and entities.ref > ?))`,
      [value, value, ref],
    );
  }
  const rows = await query;
  // Each report has its entity: databases leave out a join that adds no
  // condition, and count the reports alone.
  const reports = knex('reports')
    .leftJoin('entities', 'entities.ref', 'reports.entity_ref')
    .where('reports.scorecard', filter.scorecard);
  const [{ total }] = await narrowed(reports, knex, filter).select(
    knex.raw('count(*) as total'),
  );
  return { rows, total: Number(total) };
}

/** What the given entities come to: one statement. */
export async function gradesByRefs(
  knex: Knex,
  scorecard: string,
  refs: string[],
): Promise<GradeRow[]> {
  const query = knex('reports').where({ scorecard }).select(gradeColumns);
  whereAmong(knex, query, 'entity_ref', refs);
  return query;
}

function standings(knex: Knex, scorecard: string): Knex.QueryBuilder {
  return knex('reports')
    .join('entities', 'entities.ref', 'reports.entity_ref')
    .where('reports.scorecard', scorecard);
}

function narrowed(
  query: Knex.QueryBuilder,
  knex: Knex,
  filter: StandingsFilter,
): Knex.QueryBuilder {
  narrowToReadable(knex, query, 'reports.entity_ref', filter.readable);
  if (filter.levels) {
    const levels = filter.levels;
    query.where(any => {
      any.whereIn(
        'reports.level',
        levels.filter(level => level !== null),
      );
      if (levels.includes(null)) {
        any.orWhereNull('reports.level');
      }
    });
  }
  if (filter.owners) {
    query.whereIn('entities.owner', textList(knex, filter.owners));
  }
  if (filter.systems) {
    query.whereIn('entities.system', textList(knex, filter.systems));
  }
  const { check, statuses } = filter;
  if (statuses && check === undefined) {
    query.where(any =>
      statuses.forEach(status =>
        any.orWhere(`reports.${countColumns[status]}`, '>', 0),
      ),
    );
  }
  if (statuses && check !== undefined) {
    query.whereExists(
      knex('results')
        .select(knex.raw('1'))
        .whereRaw('results.entity_ref = reports.entity_ref')
        .where({
          'results.scorecard': filter.scorecard,
          'results.check_id': check,
        })
        .whereIn('results.status', statuses),
    );
  }
  if (filter.search) {
    const part = `%${filter.search
      .toLowerCase()
      .replace(/[\\%_]/g, character => `\\${character}`)}%`;
    query.whereRaw(
      `(lower(entities.name) like ? escape '\\' or lower(coalesce(entities.title, '')) like ? escape '\\')`,
      [part, part],
    );
  }
  return query;
}
