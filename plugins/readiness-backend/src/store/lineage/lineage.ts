import { Knex } from 'knex';
import { Readable } from '../../access/ReadableEntities';
import { narrowToReadable } from '../entities/narrowToReadable';
import { EntityRow, StampRow } from '../tables';
import { textTable } from '../textList';

/** A version of a template. */
export type TemplateVersion = Pick<StampRow, 'template' | 'version'>;

/** An entity, and where it came from. */
export type LineageRow = Pick<EntityRow, 'title' | 'name' | 'owner'> & StampRow;

/** A template as the catalog has it. */
export type TemplateRow = Pick<EntityRow, 'ref' | 'title' | 'name' | 'entity'>;

const sortValue = 'lower(entities.name)';

/** The templates that the caller may read: one statement. */
export async function readTemplates(
  knex: Knex,
  readable: Readable,
): Promise<TemplateRow[]> {
  const query = knex('entities').where({ kind: 'template' });
  narrowToReadable(knex, query, 'ref', readable);
  return query.select('ref', 'title', 'name', 'entity');
}

/** How many entities came from each version of each template: one statement. */
export async function countByVersion(
  knex: Knex,
  readable: Readable,
): Promise<(TemplateVersion & { entities: number })[]> {
  const query = knex('stamps')
    .groupBy('template', 'version')
    .orderBy(['template', 'version']);
  narrowToReadable(knex, query, 'entity_ref', readable);
  const rows: (TemplateVersion & { entities: number | string })[] =
    await query.select('template', 'version', knex.raw('count(*) as entities'));
  return rows.map(row => ({ ...row, entities: Number(row.entities) }));
}

/** One page of entities that came from some versions, by name: one statement. */
export async function listByVersion(
  knex: Knex,
  filter: {
    readable: Readable;
    versions: TemplateVersion[];
    entityRef?: string;
  },
  page: { after?: { value: string | number; ref: string }; limit: number },
): Promise<(LineageRow & { sort_value: string })[]> {
  const key = ['template', 'version'] as const;
  const query = knex('stamps')
    .join('entities', 'entities.ref', 'stamps.entity_ref')
    .whereIn(
      [...key],
      knex
        .select(...key)
        .from(knex.raw('? as given', [textTable(knex, key, filter.versions)])),
    )
    .select(
      ...['entities.title', 'entities.name', 'entities.owner', 'stamps.*'],
      knex.raw(`${sortValue} as sort_value`),
    )
    .orderByRaw(sortValue)
    .orderBy('entities.ref')
    .limit(page.limit);
  narrowToReadable(knex, query, 'stamps.entity_ref', filter.readable);
  if (filter.entityRef !== undefined) {
    query.where('stamps.entity_ref', filter.entityRef);
  }
  if (page.after) {
    const { value, ref } = page.after;
    query.whereRaw(
      `(${sortValue} > ? or (${sortValue} = ? and entities.ref > ?))`,
      [value, value, ref],
    );
  }
  return query;
}
