import {
  CompiledScorecard,
  SummaryGroup,
  SummaryGroupBy,
  SummaryResponse,
} from '@airworthy/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import { Readable } from '../access/ReadableEntities';
import { NamedEntity, namedEntities } from '../store/entities/namedEntities';
import { summarize } from '../store/reports/summary';
import { groupByKey, groupByLevel, groupByOwner } from './rollUp';

/** Counts the reports of a scorecard that a caller may read. */
export async function summaryOf(
  knex: Knex,
  options: {
    scorecard: CompiledScorecard;
    groupBy: SummaryGroupBy;
    readable: Readable;
  },
): Promise<SummaryResponse> {
  const { groupBy, readable } = options;
  const { metadata, spec } = options.scorecard.document;
  const scorecard = metadata.name;
  const rows = await summarize(knex, { scorecard, key: groupBy, readable });
  // An entity has results in many categories, and is counted once in all.
  const disjoint =
    groupBy === 'category'
      ? await summarize(knex, { scorecard, key: 'level', readable })
      : rows;
  const answer = (groups: SummaryGroup[]): SummaryResponse => ({
    scorecard,
    groupBy,
    totalItems: disjoint.reduce((sum, row) => sum + row.entities, 0),
    groups,
  });

  if (groupBy === 'level') {
    return answer(
      groupByLevel(
        rows,
        spec.levels.map(({ id }) => id),
      ),
    );
  }
  if (groupBy === 'category') {
    return answer(groupByKey(rows));
  }
  const named = await namedEntities(
    knex,
    groupBy === 'owner' ? ['group', 'user'] : ['system'],
  );
  const isShown = (ref: string) => readable === 'all' || readable.has(ref);
  const groups =
    groupBy === 'owner' ? groupByOwner(rows, named, isShown) : groupByKey(rows);
  return answer(
    withTitles(
      groups,
      named.filter(({ ref }) => isShown(ref)),
    ),
  );
}

function withTitles(
  groups: SummaryGroup[],
  named: NamedEntity[],
): SummaryGroup[] {
  const titles = new Map(named.map(({ ref, title }) => [ref, title]));
  return groups.map(group => ({
    ...group,
    title: titles.get(group.key) ?? undefined,
  }));
}
