import { AuthService } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { HumanDuration, JsonObject } from '@backstage/types';
import { Knex } from 'knex';
import {
  catalogFacts,
  catalogFactsSchema,
} from '@airworthy/backstage-plugin-readiness-common';
import {
  CollectedFacts,
  Collector,
  CollectRequest,
} from '@airworthy/backstage-plugin-readiness-node';
import { countOwned } from '../store/entities/countOwned';

/** Observes what the catalog says about an entity and about who owns it. */
export class CatalogCollector implements Collector {
  readonly namespace = 'catalog';
  readonly schema = catalogFactsSchema;
  readonly timeToLive: HumanDuration = { minutes: 20 };
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;
  readonly #knex: Knex;

  constructor(options: {
    catalog: CatalogService;
    auth: AuthService;
    knex: Knex;
  }) {
    this.#catalog = options.catalog;
    this.#auth = options.auth;
    this.#knex = options.knex;
  }

  async collect(requests: CollectRequest[]): Promise<CollectedFacts[]> {
    const ownerRefs = [
      ...new Set(requests.flatMap(({ entity }) => ownerRefOf(entity) || [])),
    ];
    const [owners, owned] = await Promise.all([
      this.#findOwners(ownerRefs),
      countOwned(this.#knex, ownerRefs),
    ]);
    return requests.map(({ entity }) => {
      const ref = ownerRefOf(entity);
      const facts = catalogFacts(entity, {
        entity: owners.get(ref),
        owned: owned.get(ref) ?? 0,
      });
      return { value: { ...facts } as JsonObject, problems: [] };
    });
  }

  async #findOwners(refs: string[]): Promise<Map<string, Entity>> {
    if (refs.length === 0) {
      return new Map();
    }
    const { items } = await this.#catalog.getEntitiesByRefs(
      { entityRefs: refs },
      { credentials: await this.#auth.getOwnServiceCredentials() },
    );
    return new Map(
      items.flatMap((owner, index) => (owner ? [[refs[index], owner]] : [])),
    );
  }
}

function ownerRefOf(entity: Entity): string {
  return catalogFacts(entity).owner.ref;
}
