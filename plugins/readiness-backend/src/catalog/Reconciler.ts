import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { ScmIntegrationRegistry } from '@backstage/integration';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { Knex } from 'knex';
import {
  countPresent,
  KnownEntity,
  knownEntities,
} from '../store/entities/knownEntities';
import { makeOwnedDue } from '../store/entities/makeDue';
import { projectEntities } from '../store/entities/projectEntities';
import { noteMissing } from '../store/entities/vanishedEntities';
import { Departures } from './Departures';
import { projectEntity } from './projectEntity';

/** Entities asked of the catalog at a time. */
const pageSize = 500;

/** Whole entities asked of the catalog at a time. */
const wholeAtOnce = 100;

/** What a list of the catalog says of an entity. */
interface Listed {
  ref: string;
  etag?: string;
}

/**
 * Keeps the projection of the catalog current.
 *
 * The catalog publishes no event when an entity arrives or changes, so it is
 * asked: often for how many there are, which costs it next to nothing, and for
 * the whole list when that is not what we have or the last list is old. A list
 * is taken in page by page, as it may be too long for the memory.
 */
export class Reconciler {
  readonly #options: ReconcilerOptions;
  readonly #departures: Departures;
  #listedAt = Number.NEGATIVE_INFINITY;

  constructor(options: ReconcilerOptions) {
    this.#options = options;
    this.#departures = new Departures(options);
  }

  async reconcile(signal: AbortSignal): Promise<void> {
    const now = this.#options.now();
    const isOld =
      now.getTime() - this.#listedAt >= this.#options.listFrequencyMs;
    if (!isOld && !(await this.#hasOthers())) {
      return;
    }
    if (await this.#takeInAll(now.toISOString(), signal)) {
      // Nothing new is left to be taken in, so what differs is what is gone.
      if (await this.#hasOthers()) {
        await this.#departures.notice(now, signal);
      }
      await this.#departures.letGo(now, signal);
    }
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

  /**
   * Takes in what the catalog lists. Answers whether it lists anything.
   *
   * @throws when the list is not complete: half of a catalog is not the catalog.
   */
  async #takeInAll(now: string, signal: AbortSignal): Promise<boolean> {
    const { knex, logger } = this.#options;
    let isEmpty = true;
    for await (const listed of this.#pages(signal)) {
      isEmpty = false;
      const known = await knownEntities(knex, refsOf(listed));
      const back = known.filter(({ missing_since }) => missing_since !== null);
      await noteMissing(knex, refsOf(back), null);
      await this.#takeIn(known, listed, now, signal);
    }
    if (isEmpty && (await countPresent(knex)) > 0) {
      // It always holds something: it is broken rather than empty.
      logger.warn('The catalog lists no entity; all known ones are kept');
    }
    return !isEmpty;
  }

  async *#pages(signal: AbortSignal): AsyncGenerator<Listed[]> {
    let cursor: string | undefined;
    do {
      signal.throwIfAborted();
      const { items, pageInfo } = await this.#options.catalog.queryEntities(
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
      if (items.length > 0) {
        yield items.map(entity => ({
          ref: stringifyEntityRef(entity),
          etag: entity.metadata.etag,
        }));
      }
      cursor = pageInfo.nextCursor;
    } while (cursor);
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
  /** How long entities are kept when most of all are missing. */
  massDepartureMs: number;
  now: () => Date;
}

function refsOf(entities: { ref: string }[]): string[] {
  return entities.map(entity => entity.ref);
}
