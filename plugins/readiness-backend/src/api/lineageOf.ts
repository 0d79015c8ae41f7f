import {
  EntityLineage,
  LineageResponse,
  TemplateLineage,
  VersionGap,
} from '@airworthy/backstage-plugin-readiness-common';
import { Entity } from '@backstage/catalog-model';
import { Knex } from 'knex';
import { z } from 'zod';
import { Readable } from '../access/ReadableEntities';
import {
  countByVersion,
  LineageRow,
  listByVersion,
  readTemplates,
} from '../store/lineage/lineage';
import { decodeCursor, encodeCursor } from './cursor';
import { lineageQuerySchema } from './requests';
import { versionGap } from './versionGap';

/** Says which version of it a Template is. */
const versionAnnotation = 'airworthy.dev/template-version';

/** What is known of a template by its entity. */
type CurrentTemplate = Pick<TemplateLineage, 'title' | 'currentVersion'>;

/** From which templates entities came: three statements. */
export async function lineageOf(
  knex: Knex,
  options: z.output<typeof lineageQuerySchema> & { readable: Readable },
): Promise<LineageResponse> {
  const { readable, template, entityRef, show, cursor, limit } = options;
  const after = cursor ? decodeCursor('name', cursor) : undefined;
  const current = await currentTemplates(knex, readable);
  const gapOf = (from: { template: string; version: string }) => {
    const now = current.get(from.template)?.currentVersion;
    return now === undefined ? undefined : versionGap(from.version, now);
  };

  const counts = await countByVersion(knex, readable);
  const shown = counts.filter(
    each =>
      (template === undefined || each.template === template) &&
      (show === 'all' || gapOf(each) !== undefined),
  );
  const rows = await listByVersion(
    knex,
    { readable, versions: shown, entityRef },
    // One more than asked for tells whether there is another page.
    { after, limit: limit + 1 },
  );
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page[page.length - 1] : undefined;
  return {
    items: page.map(row => present(row, current.get(row.template), gapOf(row))),
    totalItems: entityRef === undefined ? sum(shown) : page.length,
    nextCursor:
      last &&
      encodeCursor('name', { value: last.sort_value, ref: last.entity_ref }),
    templates: [...new Set(counts.map(each => each.template))].map(ref => {
      const of = counts.filter(each => each.template === ref);
      return {
        template: ref,
        ...current.get(ref),
        entities: sum(of),
        behind: sum(of.filter(each => gapOf(each) !== undefined)),
      };
    }),
  };
}

async function currentTemplates(
  knex: Knex,
  readable: Readable,
): Promise<Map<string, CurrentTemplate>> {
  const rows = await readTemplates(knex, readable);
  return new Map(
    rows.map(({ ref, title, name, entity }) => {
      const { metadata } = JSON.parse(entity) as Entity;
      const currentVersion = metadata.annotations?.[versionAnnotation];
      return [ref, { title: title ?? name, currentVersion }];
    }),
  );
}

function present(
  row: LineageRow,
  current: CurrentTemplate | undefined,
  gap: VersionGap | undefined,
): EntityLineage {
  return {
    entityRef: row.entity_ref,
    title: row.title ?? undefined,
    owner: row.owner ?? undefined,
    template: row.template,
    templateTitle: current?.title,
    version: row.version,
    currentVersion: current?.currentVersion,
    gap,
    files: row.files,
    changed: row.changed,
    removed: row.removed,
  };
}

function sum(counts: { entities: number }[]): number {
  return counts.reduce((total, { entities }) => total + entities, 0);
}
