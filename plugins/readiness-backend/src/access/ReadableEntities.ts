import {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';

/** Which entities somebody may read. */
export type Readable = 'all' | ReadonlySet<string>;

/** How long an answer of the catalog is used, in milliseconds. */
const rememberedFor = 10_000;

/** Callers whose answers are kept. */
const remembered = 200;

/** Entities asked of the catalog at a time. */
const pageSize = 5_000;

const refFields = ['kind', 'metadata.namespace', 'metadata.name'];

/**
 * Knows which entities a caller may read, by the catalog's own permission.
 *
 * A conditional decision is made of the catalog's rules, which are defined over
 * its tables and its entities; our projection could not follow all of them, and
 * one taken wrong would show what is hidden. So the catalog itself is asked
 * with the caller's credentials, and reads are narrowed to the refs that it
 * answers, which are bound as one value. Where no rule stands in the way, as
 * in most portals, nothing is asked at all.
 */
export class ReadableEntities {
  readonly #catalog: CatalogService;
  readonly #permissions: PermissionsService;
  readonly #now: () => Date;
  readonly #answers = new Map<
    string,
    { until: number; refs: Promise<ReadonlySet<string>> }
  >();

  constructor(options: {
    catalog: CatalogService;
    permissions: PermissionsService;
    now: () => Date;
  }) {
    this.#catalog = options.catalog;
    this.#permissions = options.permissions;
    this.#now = options.now;
  }

  /** All that the caller may read. */
  async of(credentials: BackstageCredentials): Promise<Readable> {
    const decision = await this.#decide(credentials);
    if (decision === AuthorizeResult.CONDITIONAL) {
      return this.#remembered(credentials);
    }
    return decision === AuthorizeResult.ALLOW ? 'all' : new Set();
  }

  /** Those of the given refs that the caller may read. */
  async among(
    refs: string[],
    credentials: BackstageCredentials,
  ): Promise<Readable> {
    const decision = await this.#decide(credentials);
    if (decision !== AuthorizeResult.CONDITIONAL) {
      return decision === AuthorizeResult.ALLOW ? 'all' : new Set();
    }
    const { items } = await this.#catalog.getEntitiesByRefs(
      { entityRefs: refs, fields: refFields },
      { credentials },
    );
    return new Set(
      items.flatMap(item => (item ? stringifyEntityRef(item) : [])),
    );
  }

  /** The entity, as the caller may see it. */
  async find(
    ref: string,
    credentials: BackstageCredentials,
  ): Promise<Entity | undefined> {
    // The catalog does not know what tokens of services are limited to.
    if ((await this.#decide(credentials)) === AuthorizeResult.DENY) {
      return undefined;
    }
    return this.#catalog.getEntityByRef(ref, { credentials });
  }

  async #decide(credentials: BackstageCredentials) {
    const [{ result }] = await this.#permissions.authorizeConditional(
      [{ permission: catalogEntityReadPermission }],
      { credentials },
    );
    return result;
  }

  #remembered(credentials: BackstageCredentials): Promise<ReadonlySet<string>> {
    const caller = JSON.stringify(credentials.principal);
    const now = this.#now().getTime();
    const known = this.#answers.get(caller);
    if (known && known.until > now) {
      return known.refs;
    }
    const refs = this.#list(credentials);
    this.#answers.delete(caller);
    this.#answers.set(caller, { until: now + rememberedFor, refs });
    refs.catch(() => this.#answers.delete(caller));
    // In the order in which they were asked for: the oldest come first.
    for (const [oldest, { until }] of this.#answers) {
      if (this.#answers.size <= remembered && until > now) {
        break;
      }
      this.#answers.delete(oldest);
    }
    return refs;
  }

  async #list(credentials: BackstageCredentials): Promise<ReadonlySet<string>> {
    const refs = new Set<string>();
    let cursor: string | undefined;
    do {
      const page = await this.#catalog.queryEntities(
        { fields: refFields, limit: pageSize, ...(cursor ? { cursor } : {}) },
        { credentials },
      );
      page.items.forEach(item => refs.add(stringifyEntityRef(item)));
      cursor = page.pageInfo.nextCursor;
    } while (cursor);
    return refs;
  }
}
