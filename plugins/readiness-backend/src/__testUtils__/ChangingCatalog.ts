import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  catalogServiceMock,
  CatalogServiceMock,
} from '@backstage/plugin-catalog-node/testUtils';

/** A catalog whose entities come, change and go, and which hides some from users. */
export class ChangingCatalog {
  /** The catalog as plugins see it. */
  readonly service: CatalogService;
  /** Names of the methods that were called. */
  readonly calls: string[] = [];
  #all: CatalogServiceMock;
  #shown: CatalogServiceMock;
  #hidden = new Set<string>();
  #entities: Entity[];
  /** Thrown by every call while it is set. */
  failure?: Error;

  constructor(entities: Entity[]) {
    this.#entities = entities;
    this.#all = catalogServiceMock({ entities });
    this.#shown = this.#all;
    this.service = new Proxy({} as CatalogService, {
      get:
        (_, method: string) =>
        async (
          request: unknown,
          options: { credentials: BackstageCredentials<{ type?: string }> },
        ) => {
          this.calls.push(method);
          if (this.failure) {
            throw this.failure;
          }
          const client =
            options.credentials.principal.type === 'user'
              ? this.#shown
              : this.#all;
          return Reflect.get(client, method).call(client, request, options);
        },
    });
  }

  set(entities: Entity[]): void {
    this.#entities = entities;
    this.#all = catalogServiceMock({ entities });
    this.hide(...this.#hidden);
  }

  /** Keeps some entities from users, and from users only. */
  hide(...refs: string[]): void {
    this.#hidden = new Set(refs);
    this.#shown = catalogServiceMock({
      entities: this.#entities.filter(
        entity => !this.#hidden.has(stringifyEntityRef(entity)),
      ),
    });
  }
}
