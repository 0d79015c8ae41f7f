import {
  DEFAULT_NAMESPACE,
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { CatalogFacts } from './facts';

/** Annotations that lead to people: a chat channel, an on-call rotation. */
const contactAnnotation =
  /slack|teams|mattermost|discord|pagerduty|opsgenie|grafana-oncall|victorops|splunk-on-call|on-?call|contact|e-?mail/i;

/**
 * What the catalog knows of an entity's owner.
 *
 * @public
 */
export interface CatalogOwner {
  /** Absent when the catalog has no such entity. */
  entity?: Entity;
  /** Number of entities that it owns directly. */
  owned: number;
}

/**
 * States what the catalog says about an entity as facts. What is absent is
 * empty, and references that cannot be read are left out.
 *
 * @param entity - As the catalog serves it, or as written in a catalog file:
 * relations are used where there are any.
 * @param owner - What is known of its owner; leave out when nothing is.
 *
 * @public
 */
export function catalogFacts(
  entity: Entity,
  owner?: CatalogOwner,
): CatalogFacts {
  const { metadata, spec = {} } = entity;
  const related = (relation: RelationType, declared: unknown, kind?: string) =>
    distinct([
      ...relationTargets(entity, relation),
      ...list(declared).map(ref => readRef(entity, ref, kind)),
    ]);

  return {
    kind: entity.kind,
    namespace: metadata.namespace ?? DEFAULT_NAMESPACE,
    name: metadata.name,
    title: text(metadata.title),
    description: text(metadata.description),
    type: text(spec.type),
    lifecycle: text(spec.lifecycle),
    tags: list(metadata.tags).map(text),
    annotations: texts(metadata.annotations),
    labels: texts(metadata.labels),
    links: list(metadata.links).map(link => {
      const { url, title, type } = texts(link);
      return { url: url ?? '', title: title ?? '', type: type ?? '' };
    }),
    system: readRef(entity, spec.system, 'system'),
    dependsOn: related('dependsOn', spec.dependsOn),
    providesApis: related('providesApi', spec.providesApis, 'api'),
    consumesApis: related('consumesApi', spec.consumesApis, 'api'),
    owner: ownerFacts(entity, owner),
  };
}

function ownerFacts(
  entity: Entity,
  owner: CatalogOwner | undefined,
): CatalogFacts['owner'] {
  const declared = text(entity.spec?.owner);
  const ref =
    relationTargets(entity, 'ownedBy')[0] ?? readRef(entity, declared, 'group');
  const found = owner?.entity;
  const annotations = Object.keys(texts(found?.metadata.annotations));
  return {
    declared: declared !== '',
    ref,
    exists: found !== undefined,
    kind: ref.split(':', 1)[0],
    members: found ? countMembers(found) : 0,
    owned: owner?.owned ?? 0,
    email: text(texts(found?.spec?.profile).email),
    contacts:
      list(found?.metadata.links).length +
      annotations.filter(key => contactAnnotation.test(key)).length,
  };
}

function countMembers(group: Entity): number {
  return distinct([
    ...relationTargets(group, 'hasMember'),
    ...list(group.spec?.members).map(ref => readRef(group, ref, 'user')),
  ]).length;
}

/**
 * The types of relations that the facts rest on. The constants of the catalog
 * model would bring the schemas of all kinds into every bundle.
 */
type RelationType =
  | 'consumesApi'
  | 'dependsOn'
  | 'hasMember'
  | 'ownedBy'
  | 'providesApi';

function relationTargets(
  { relations = [] }: Entity,
  type: RelationType,
): string[] {
  return relations
    .filter(relation => relation.type === type)
    .map(relation => relation.targetRef);
}

/** The full reference, or `""` when it is none. */
function readRef(from: Entity, ref: unknown, defaultKind?: string): string {
  if (typeof ref !== 'string' || ref === '') return '';
  try {
    return stringifyEntityRef(
      parseEntityRef(ref, {
        defaultKind,
        defaultNamespace: from.metadata.namespace ?? DEFAULT_NAMESPACE,
      }),
    );
  } catch {
    return '';
  }
}

function distinct(refs: string[]): string[] {
  return [...new Set(refs.filter(ref => ref !== ''))].sort();
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The properties that are texts. */
function texts(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}
