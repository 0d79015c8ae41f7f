import {
  ResultStatus,
  SummaryGroup,
} from '@airworthy/backstage-plugin-readiness-common';
import { NamedEntity } from '../store/entities/namedEntities';
import { SummaryRow } from '../store/reports/summary';
import { toCounts } from '../store/tables';
import { ancestors, parentsOf } from './groupHierarchy';

/** Key of entities below the lowest level. */
const noLevel = 'none';

/** Adds up counted entities by key; the keys are sorted. */
export function groupByKey(rows: SummaryRow[]): SummaryGroup[] {
  return [...collect(rows, row => [row.key])].map(([key, own]) =>
    toGroup(key, own),
  );
}

/**
 * Adds up counted entities by owner, each group with those of its descendants.
 * Of the groups above the owners, those appear that `isShown` lets through.
 */
export function groupByOwner(
  rows: SummaryRow[],
  groups: Pick<NamedEntity, 'ref' | 'parent'>[],
  isShown: (ref: string) => boolean,
): SummaryGroup[] {
  const parents = parentsOf(groups);
  return [
    ...collect(rows, row => [
      row.key,
      ...[...ancestors(row.key, parents)].filter(isShown),
    ]),
  ].map(([key, counted]) => toGroup(key, counted));
}

/** Adds up counted entities by level, from below the lowest up, empty ones too. */
export function groupByLevel(
  rows: SummaryRow[],
  levels: string[],
): SummaryGroup[] {
  return [noLevel, ...levels].map(key =>
    toGroup(
      key,
      rows.filter(row => (row.key || noLevel) === key),
    ),
  );
}

function collect(
  rows: SummaryRow[],
  keysOf: (row: SummaryRow) => string[],
): [string, SummaryRow[]][] {
  const collected = new Map<string, SummaryRow[]>();
  for (const row of rows) {
    for (const key of keysOf(row)) {
      const same = collected.get(key);
      if (same) {
        same.push(row);
      } else {
        collected.set(key, [row]);
      }
    }
  }
  return [...collected].sort(([a], [b]) => (a < b ? -1 : 1));
}

function toGroup(key: string, rows: SummaryRow[]): SummaryGroup {
  const levels: Record<string, number> = {};
  const counts = toCounts({
    pass: 0,
    fail: 0,
    unknown: 0,
    exempt: 0,
    not_applicable: 0,
  });
  for (const row of rows) {
    const level = row.level ?? noLevel;
    levels[level] = (levels[level] ?? 0) + row.entities;
    for (const [status, count] of Object.entries(toCounts(row))) {
      counts[status as ResultStatus] += count;
    }
  }
  const scored = rows.reduce((sum, row) => sum + row.scored, 0);
  const scores = rows.reduce((sum, row) => sum + (row.scores ?? 0), 0);
  return {
    key,
    entities: rows.reduce((sum, row) => sum + row.entities, 0),
    levels,
    score: scored > 0 ? scores / scored : null,
    counts,
  };
}
