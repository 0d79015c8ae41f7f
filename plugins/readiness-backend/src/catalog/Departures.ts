import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { Knex } from 'knex';
import { countByPresence, entityPages } from '../store/entities/knownEntities';
import { makeOwnedDue } from '../store/entities/makeDue';
import {
  noteMissing,
  removeEntities,
} from '../store/entities/vanishedEntities';

/** Entities that the catalog is asked about at a time. */
const askedAtOnce = 500;

/** As few may well leave together, however many there are. */
const few = 10;

/** Options of {@link Departures}. */
export interface DeparturesOptions {
  knex: Knex;
  catalog: CatalogService;
  auth: AuthService;
  logger: LoggerService;
  listFrequencyMs: number;
  /** How long entities are kept when most of all are missing. */
  massDepartureMs: number;
}

/**
 * Lets entities go that the catalog no longer has. It is asked about each of
 * them by name, for a list from which one is absent may have moved while it was
 * read; and twice, for a catalog that fills itself again lacks many for a while.
 */
export class Departures {
  readonly #options: DeparturesOptions;
  #mostAreMissing = false;

  constructor(options: DeparturesOptions) {
    this.#options = options;
  }

  /** Notes which of the entities that we take for present are missing. */
  async notice(at: Date, signal: AbortSignal): Promise<void> {
    const { knex } = this.#options;
    for await (const page of entityPages(knex, 'present', askedAtOnce)) {
      const missing = await this.#missingAmong(page, signal);
      await noteMissing(knex, refsOf(missing), at.toISOString());
    }
  }

  /**
   * Removes those that have been missing for the time from one list to the
   * next, or for longer when most are.
   */
  async letGo(at: Date, signal: AbortSignal): Promise<void> {
    const { knex, listFrequencyMs, massDepartureMs } = this.#options;
    const now = at.toISOString();
    const keptMs = (await this.#lackMost()) ? massDepartureMs : listFrequencyMs;
    const missingSince = new Date(at.getTime() - keptMs).toISOString();
    const doubtful = entityPages(knex, { missingSince }, askedAtOnce);
    for await (const page of doubtful) {
      const gone = await this.#missingAmong(page, signal);
      await removeEntities(knex, refsOf(gone), now);
      await makeOwnedDue(knex, {
        namespace: 'catalog',
        owners: gone.flatMap(({ ref, owner }) =>
          owner ? [ref, owner] : [ref],
        ),
        now,
      });
    }
  }

  /** A catalog that lacks most entities at once is rather broken than tidied up. */
  async #lackMost(): Promise<boolean> {
    const { present, missing } = await countByPresence(this.#options.knex);
    const mostAreMissing = missing > few && missing > present;
    if (mostAreMissing && !this.#mostAreMissing) {
      this.#options.logger.warn(
        `The catalog lacks ${missing} of ${
          missing + present
        } known entities; they are kept for as long as readiness.catalog.massDeparture says`,
      );
    }
    this.#mostAreMissing = mostAreMissing;
    return mostAreMissing;
  }

  async #missingAmong<TEntity extends { ref: string }>(
    entities: TEntity[],
    signal: AbortSignal,
  ): Promise<TEntity[]> {
    signal.throwIfAborted();
    const { catalog, auth } = this.#options;
    const { items } = await catalog.getEntitiesByRefs(
      { entityRefs: refsOf(entities), fields: ['kind'] },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    return entities.filter((_, index) => !items[index]);
  }
}

function refsOf(entities: { ref: string }[]): string[] {
  return entities.map(({ ref }) => ref);
}
