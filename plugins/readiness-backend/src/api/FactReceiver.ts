import {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { ConflictError, NotFoundError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import { Knex } from 'knex';
import { PushFactsResponse } from '@airworthy/backstage-plugin-readiness-common';
import { PushedFacts } from '@airworthy/backstage-plugin-readiness-node';
import { Readable, ReadableEntities } from '../access/ReadableEntities';
import { hashOf } from '../hashOf';
import { claimPush } from '../store/facts/claimPush';
import { lockEntities } from '../store/entities/lockEntities';
import { savePushedFacts } from '../store/facts/savePushedFacts';
import { FactsPush } from './pushedFactsSchema';

/** Entities that an error names; it counts the others. */
const namedEntities = 10;

/** Takes facts that are pushed from outside. */
export class FactReceiver {
  readonly #knex: Knex;
  readonly #auth: AuthService;
  readonly #readable: ReadableEntities;
  readonly #timesToLive: Map<string, number>;
  readonly #now: () => Date;

  constructor(options: {
    knex: Knex;
    auth: AuthService;
    readable: ReadableEntities;
    pushedFacts: PushedFacts[];
    now: () => Date;
  }) {
    this.#knex = options.knex;
    this.#auth = options.auth;
    this.#readable = options.readable;
    this.#timesToLive = new Map(
      options.pushedFacts.map(({ namespace, timeToLive }) => [
        namespace,
        durationToMilliseconds(timeToLive),
      ]),
    );
    this.#now = options.now;
  }

  /**
   * Takes all facts of a request, or none.
   *
   * @throws NotFoundError that names entities which do not exist, or which the
   * caller may not read
   * @throws ConflictError when the key was used for another request
   */
  async receive(
    { facts, idempotencyKey }: FactsPush,
    credentials: BackstageCredentials,
  ): Promise<PushFactsResponse> {
    const now = this.#now();
    const refs = [...new Set(facts.map(({ entityRef }) => entityRef))];
    const visible = await this.#visibleTo(credentials, refs);
    const changed = await this.#knex.transaction(async tx => {
      const locked = await lockEntities(tx, refs);
      const known = new Set(locked.map(({ ref }) => ref));
      assertAll(
        refs,
        ref => known.has(ref) && (visible === 'all' || visible.has(ref)),
      );
      if (idempotencyKey !== undefined) {
        const push = {
          caller: hashOf(credentials.principal),
          idempotency_key: idempotencyKey,
          content_hash: hashOf(facts),
        };
        const earlier = await claimPush(tx, push, now);
        if (earlier && earlier.content_hash !== push.content_hash) {
          throw new ConflictError(
            `The idempotencyKey '${idempotencyKey}' was used for other facts`,
          );
        }
        if (earlier) {
          return 0;
        }
      }
      return savePushedFacts(
        tx,
        facts.map(({ entityRef, namespace, value }) => ({
          entity_ref: entityRef,
          namespace,
          value: JSON.stringify(value),
          content_hash: hashOf([value, []]),
          expires_at: this.#expiryOf(namespace, now),
        })),
        now.toISOString(),
      );
    });
    return { changed, unchanged: facts.length - changed };
  }

  /** A service that may push may do so for all, though it may read nothing. */
  async #visibleTo(
    credentials: BackstageCredentials,
    refs: string[],
  ): Promise<Readable> {
    return this.#auth.isPrincipal(credentials, 'service')
      ? 'all'
      : this.#readable.among(refs, credentials);
  }

  #expiryOf(namespace: string, now: Date): string {
    const timeToLive = this.#timesToLive.get(namespace) ?? 0;
    return new Date(now.getTime() + timeToLive).toISOString();
  }
}

function assertAll(refs: string[], exists: (ref: string) => boolean): void {
  const unknown = refs.filter(ref => !exists(ref));
  if (unknown.length > 0) {
    const named = unknown.slice(0, namedEntities).join(', ');
    const others = unknown.length - namedEntities;
    throw new NotFoundError(
      `There is no entity ${named}${others > 0 ? ` and ${others} more` : ''}`,
    );
  }
}
