import { createHash } from 'node:crypto';
import {
  DEFAULT_NAMESPACE,
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { ScmIntegrationRegistry } from '@backstage/integration';
import { catalogFacts } from '@airworthy/backstage-plugin-readiness-common';
import {
  findSourceLocation,
  stringifySourceLocation,
} from '@airworthy/backstage-plugin-readiness-node';
import { hashOf } from '../hashOf';
import { ProjectedEntity } from '../store/entities/projectEntities';

/** Characters that the columns of refs take. */
const longestRef = 512;

/** States an entity as a row of the projection. */
export function projectEntity(
  entity: Entity,
  integrations: ScmIntegrationRegistry,
): ProjectedEntity {
  const ref = stringifyEntityRef(entity);
  const location = findSourceLocation(entity, integrations);
  const sourceLocation = location ? stringifySourceLocation(location) : null;
  const facts = catalogFacts(entity);
  return {
    ref,
    kind: entity.kind.toLowerCase(),
    namespace: facts.namespace,
    name: facts.name,
    title: facts.title || displayNameOf(entity),
    type: facts.type || null,
    lifecycle: facts.lifecycle || null,
    owner: storableRef(facts.owner.ref),
    system: storableRef(facts.system),
    parent: parentOf(entity),
    source_location: sourceLocation,
    etag: etagOf(entity),
    entity: JSON.stringify(entity),
    // By location, so that the entities of one source tree are collected together.
    shard_hash: shardHashOf(sourceLocation ?? ref),
  };
}

/** What groups and users are called: few have a title. */
function displayNameOf({ spec }: Entity): string | null {
  const profile = spec?.profile;
  const name =
    typeof profile === 'object' && !Array.isArray(profile)
      ? profile?.displayName
      : undefined;
  return typeof name === 'string' && name !== '' ? name : null;
}

/** What changes when an entity does. */
export function etagOf(entity: Entity): string {
  return entity.metadata.etag ?? hashOf(entity);
}

/** No entity has a ref so long, and PostgreSQL would refuse the whole batch. */
function storableRef(ref: string): string | null {
  return ref !== '' && ref.length <= longestRef ? ref : null;
}

/** The group above a group. */
function parentOf(entity: Entity): string | null {
  const { kind, metadata, spec } = entity;
  if (kind.toLowerCase() !== 'group' || typeof spec?.parent !== 'string') {
    return null;
  }
  try {
    return storableRef(
      stringifyEntityRef(
        parseEntityRef(spec.parent, {
          defaultKind: 'group',
          defaultNamespace: metadata.namespace ?? DEFAULT_NAMESPACE,
        }),
      ),
    );
  } catch {
    return null;
  }
}

function shardHashOf(text: string): number {
  // 31 bits, as integers of the databases are signed.
  return createHash('sha256').update(text).digest().readUInt32BE(0) >>> 1;
}
