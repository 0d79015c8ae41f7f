import { Entity, parseEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { component } from './entities';

/** A catalog that makes its entities as they are asked for, and holds none. */
export class GeneratedCatalog {
  /** Entities of each answer, by the method that was called. */
  readonly answers: [method: string, entities: number][] = [];
  /** Happens before the answer to each call. */
  meanwhile?: (method: string) => Promise<void> | void;
  size: number;
  readonly #changed = new Map<number, string>();
  readonly #absent = new Set<number>();

  constructor(size: number) {
    this.size = size;
  }

  /** The catalog as plugins see it. */
  readonly service = {
    queryEntities: async (request: { cursor?: string; limit: number }) => {
      await this.meanwhile?.('queryEntities');
      const items: Entity[] = [];
      let place = Number(request.cursor ?? 0);
      for (; place < this.size && items.length < request.limit; place += 1) {
        items.push(...(this.#at(place) ?? []));
      }
      this.answers.push(['queryEntities', items.length]);
      return {
        items,
        totalItems: this.size - this.#absent.size,
        pageInfo: place < this.size ? { nextCursor: `${place}` } : {},
      };
    },
    getEntitiesByRefs: async ({ entityRefs }: { entityRefs: string[] }) => {
      await this.meanwhile?.('getEntitiesByRefs');
      const items = entityRefs.map(
        ref => this.#at(Number(parseEntityRef(ref).name))?.[0],
      );
      this.answers.push(['getEntitiesByRefs', items.length]);
      return { items };
    },
  } as unknown as CatalogService;

  /** The entity at a place among all that there ever were. */
  entity(place: number): Entity {
    return component(`${place}`, { etag: this.#changed.get(place) });
  }

  change(...places: number[]): void {
    places.forEach(place => this.#changed.set(place, 'changed'));
  }

  remove(...places: number[]): void {
    places.forEach(place => this.#absent.add(place));
  }

  bringBack(...places: number[]): void {
    places.forEach(place => this.#absent.delete(place));
  }

  #at(place: number): [Entity] | undefined {
    return place < this.size && !this.#absent.has(place)
      ? [this.entity(place)]
      : undefined;
  }
}
