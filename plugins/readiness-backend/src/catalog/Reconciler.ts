import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { ScmIntegrationRegistry } from '@backstage/integration';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { Knex } from 'knex';
import {
  countPresent,
  KnownEntity,
  knownEntities,
} from '../store/knownEntities';
import { makeChangedDue, makeOwnedDue } from '../store/makeDue';
import { projectEntities } from '../store/projectEntities';
import { noteMissing, removeEntities } from '../store/vanishedEntities';
import { projectEntity } from './projectEntity';

/** Entities asked of the catalog at a time. */
const pageSize = 500;

/** Whole entities asked of the catalog at a time. */
const wholeAtOnce = 100;

/** What a complete listing of the catalog says of an entity. */
interface Listed {
  ref: string;
  etag?: string;
}

/**
 * Keeps the projection of the catalog current.
 *
 * The catalog publishes no event when an entity arrives or changes, so it is
 * asked: often for how many there are, which costs it next to nothing, and for
 * the whole list when that is not what we have or the last list is old.
 */
export class Reconciler {
  readonly #options: ReconcilerOptions;
  #listedAt = Number.NEGATIVE_INFINITY;

  constructor(options: ReconcilerOptions) {
    this.#options = options;
  }

  async reconcile(signal: AbortSignal): Promise<void> {
    const now = this.#options.now();
    const isOld =
      now.getTime() - this.#listedAt >= this.#options.listFrequencyMs;
    if (!isOld && !(await this.#hasOthers())) {
      return;
    }
    const known = await knownEntities(this.#options.knex);
    const listed = await this.#list(signal);
    await this.#takeIn(known, listed, now.toISOString(), signal);
    await this.#letGo(known, listed, now);
    this.#listedAt = now.getTime();
  }

  /** Takes in what the catalog now says of one entity. */
  async follow(ref: string, signal: AbortSignal): Promise<void> {
    const { knex, now } = this.#options;
    const known = await knownEntities(knex, [ref]);
    await this.#takeIn(known, [{ ref }], now().toISOString(), signal);
  }

  async #hasOthers(): Promise<boolean> {
    const { totalItems } = await this.#options.catalog.queryEntities(
      { fields: ['kind'], limit: 1 },
      await this.#asOurselves(),
    );
    return totalItems !== (await countPresent(this.#options.knex));
  }

  /** @throws when the list is not complete: half of a catalog is not the catalog. */
  async #list(signal: AbortSignal): Promise<Listed[]> {
    // By ref: what moves while it is listed comes twice.
    const listed = new Map<string, Listed>();
    let cursor: string | undefined;
    do {
      signal.throwIfAborted();
      const page = await this.#options.catalog.queryEntities(
        {
          fields: [
            'kind',
            'metadata.namespace',
            'metadata.name',
            'metadata.etag',
          ],
          limit: pageSize,
          ...(cursor
            ? { cursor }
            : { orderFields: { field: 'metadata.uid', order: 'asc' } }),
        },
        await this.#asOurselves(),
      );
      for (const entity of page.items) {
        const ref = stringifyEntityRef(entity);
        listed.set(ref, { ref, etag: entity.metadata.etag });
      }
      cursor = page.pageInfo.nextCursor;
    } while (cursor);
    return [...listed.values()];
  }

  async #takeIn(
    known: KnownEntity[],
    listed: Listed[],
    now: string,
    signal: AbortSignal,
  ): Promise<void> {
    const { knex, catalog, integrations } = this.#options;
    const knownByRef = new Map(known.map(entity => [entity.ref, entity]));
    const candidates = listed.filter(
      ({ ref, etag }) => !etag || knownByRef.get(ref)?.etag !== etag,
    );
    for (let start = 0; start < candidates.length; start += wholeAtOnce) {
      signal.throwIfAborted();
      const { items } = await catalog.getEntitiesByRefs(
        {
          entityRefs: candidates
            .slice(start, start + wholeAtOnce)
            .map(({ ref }) => ref),
        },
        await this.#asOurselves(),
      );
      const changed = items
        .filter((entity): entity is Entity => entity !== undefined)
        .map(entity => projectEntity(entity, integrations))
        .filter(row => knownByRef.get(row.ref)?.etag !== row.etag);
      await projectEntities(knex, changed, now);
      await makeChangedDue(
        knex,
        changed.map(row => row.ref),
        now,
      );
      // Facts about owners look beyond the entity that they are of.
      const ownersMoved = changed.flatMap(row => {
        const before = knownByRef.get(row.ref);
        return before && before.owner === row.owner
          ? []
          : [row.owner, before?.owner];
      });
      await this.#makeOwnedDue(
        [...ownersMoved, ...changed.map(row => row.ref)],
        now,
      );
    }
  }

  async #letGo(
    known: KnownEntity[],
    listed: Listed[],
    at: Date,
  ): Promise<void> {
    const { knex, logger, listFrequencyMs } = this.#options;
    if (listed.length === 0) {
      // It always holds something: it is broken rather than empty.
      if (known.length > 0) {
        logger.warn('The catalog lists no entity; all known ones are kept');
      }
      return;
    }
    const present = new Set(listed.map(({ ref }) => ref));
    const missing = known.filter(entity => !present.has(entity.ref));
    // A catalog that fills itself again lists many times a minute.
    const now = at.toISOString();
    const longAgo = new Date(at.getTime() - listFrequencyMs).toISOString();
    const gone = missing.filter(
      entity => entity.missing_since && entity.missing_since <= longAgo,
    );
    const doubtful = missing.filter(entity => !entity.missing_since);
    const back = known.filter(
      entity => entity.missing_since && present.has(entity.ref),
    );
    await noteMissing(knex, refsOf(back), null);
    await noteMissing(knex, refsOf(doubtful), now);
    await removeEntities(knex, refsOf(gone), now);
    await this.#makeOwnedDue(
      gone.flatMap(entity => [entity.ref, entity.owner]),
      now,
    );
  }

  async #makeOwnedDue(
    owners: (string | null | undefined)[],
    now: string,
  ): Promise<void> {
    await makeOwnedDue(this.#options.knex, {
      namespace: 'catalog',
      owners: [...new Set(owners.filter(owner => !!owner))] as string[],
      now,
    });
  }

  async #asOurselves() {
    const { auth } = this.#options;
    return { credentials: await auth.getOwnServiceCredentials() };
  }
}

/** Options of {@link Reconciler}. */
export interface ReconcilerOptions {
  knex: Knex;
  catalog: CatalogService;
  auth: AuthService;
  integrations: ScmIntegrationRegistry;
  logger: LoggerService;
  listFrequencyMs: number;
  now: () => Date;
}

function refsOf(entities: KnownEntity[]): string[] {
  return entities.map(entity => entity.ref);
}
