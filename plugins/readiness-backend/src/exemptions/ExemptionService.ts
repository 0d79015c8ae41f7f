import { randomUUID } from 'node:crypto';
import { parseEntityRef } from '@backstage/catalog-model';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import { Knex } from 'knex';
import {
  Exemption,
  ExemptionScope,
  ExemptionsResponse,
} from '@airworthy/backstage-plugin-readiness-common';
import { z } from 'zod';
import { ReadableEntities } from '../access/ReadableEntities';
import {
  exemptionsQuerySchema,
  requestExemptionBodySchema,
} from '../api/exemptionRequests';
import { ExemptionConfig } from '../config';
import { ScorecardLibrary } from '../scorecards/ScorecardLibrary';
import {
  eventsOfExemptions,
  ExemptionEventRow,
  ExemptionRow,
  findExemption,
  insertExemption,
  moveExemption,
} from '../store/exemptions/exemptions';
import { listExemptions } from '../store/exemptions/listExemptions';
import { decodeExemptionCursor, encodeExemptionCursor } from './cursor';
import { Caller, ExemptionRights } from './ExemptionRights';
import { ExemptionAction, moves, stateAt } from './lifecycle';

const day = 24 * 60 * 60 * 1_000;

/** Kinds of entities that a scope is of; any where there are none. */
const kindsOfScope: Record<ExemptionScope, string[] | undefined> = {
  entity: undefined,
  owner: ['group', 'user'],
  system: ['system'],
};

/** Options of {@link ExemptionService}. */
export interface ExemptionServiceOptions {
  knex: Knex;
  library: Pick<ScorecardLibrary, 'find'>;
  readable: ReadableEntities;
  rights: ExemptionRights;
  rules: ExemptionConfig;
  now: () => Date;
}

/** Keeps exemptions: who may read its subject in the catalog sees one. */
export class ExemptionService {
  readonly #options: ExemptionServiceOptions;

  constructor(options: ExemptionServiceOptions) {
    this.#options = options;
  }

  /** @throws NotFoundError when the caller cannot see the entity that is asked about. */
  async list(
    caller: Caller,
    query: z.output<typeof exemptionsQuerySchema>,
  ): Promise<ExemptionsResponse> {
    const { knex, readable, rules } = this.#options;
    const { scorecard, check, entityRef, subjectRef, limit } = query;
    const after = query.cursor
      ? decodeExemptionCursor(query.cursor)
      : undefined;
    if (entityRef !== undefined) {
      // Or else it would tell whose a hidden entity is.
      await this.#assertReadable(entityRef, caller);
    }
    const { rows, total } = await listExemptions(
      knex,
      {
        readable: await readable.of(caller.credentials),
        now: this.#now(),
        ...{ scorecard, check, entityRef, subjectRef, states: query.state },
      },
      { after, limit: limit + 1 },
    );
    const page = rows.slice(0, limit);
    return {
      items: await this.#present(page, caller),
      totalItems: total,
      nextCursor:
        rows.length > limit
          ? encodeExemptionCursor(page[page.length - 1])
          : undefined,
      rules: {
        mayRequest: caller.mayRequest,
        expiryRequired: rules.expiryRequired,
        longestDays: rules.longestMs / day,
      },
    };
  }

  /** @throws NotFoundError */
  async read(caller: Caller, id: string): Promise<Exemption> {
    const row = await this.#find(id, caller);
    const [exemption] = await this.#present([row], caller);
    return exemption;
  }

  /**
   * Requests an exemption.
   *
   * @throws NotAllowedError
   * @throws NotFoundError when there is no such scorecard or check, and no such
   * subject that the caller can see
   * @throws InputError when its scope or its end is not one that may be
   * @throws ConflictError when there is an open one for the same
   */
  async request(
    caller: Caller,
    body: z.output<typeof requestExemptionBodySchema>,
  ): Promise<Exemption> {
    const { knex, rights } = this.#options;
    rights.assertMayRequest(caller);
    this.#assertInForce(body.scorecard, body.check);
    assertScope(body.scope, body.subjectRef);
    this.#assertEnds(body.expiresAt);
    await this.#assertReadable(body.subjectRef, caller);

    const id = randomUUID();
    const inserted = await insertExemption(knex, {
      id,
      scorecard: body.scorecard,
      check_id: body.check ?? null,
      scope: body.scope,
      subject_ref: body.subjectRef,
      reason: body.reason,
      link: body.link ?? null,
      expires_at: body.expiresAt ?? null,
      requested_by: caller.name,
      requested_at: this.#now(),
    });
    if (!inserted) {
      throw new ConflictError(
        `There is an open exemption of ${body.subjectRef} for the same already`,
      );
    }
    return this.read(caller, id);
  }

  /**
   * Approves, rejects, revokes or restores an exemption.
   *
   * @throws NotAllowedError
   * @throws NotFoundError when there is none that the caller can see
   * @throws ConflictError that says what has become of it, when it is not in a
   * state for that
   */
  async act(
    caller: Caller,
    id: string,
    { action, note }: { action: ExemptionAction; note?: string },
  ): Promise<Exemption> {
    const { knex, rights } = this.#options;
    rights.assertMayDecide(caller);
    const row = await this.#find(id, caller);
    rights.assertNotOwnCause(caller, row, action);
    const deed = { by: caller.name, at: this.#now(), note };
    const done = await moveExemption(knex, row, action, deed);
    const exemption = await this.read(caller, id);
    if (!done) {
      const obstacle =
        exemption.state === moves[action].from
          ? 'there is an open one for the same'
          : whatBecameOf(exemption);
      throw new ConflictError(`You cannot ${action} it: ${obstacle}`);
    }
    return exemption;
  }

  async #find(id: string, { credentials }: Caller): Promise<ExemptionRow> {
    const { knex, readable } = this.#options;
    // Text of callers may be none that a database takes.
    const row = z.uuid().safeParse(id).success
      ? await findExemption(knex, id)
      : undefined;
    if (row) {
      const visible = await readable.among([row.subject_ref], credentials);
      if (visible === 'all' || visible.has(row.subject_ref)) {
        return row;
      }
    }
    throw new NotFoundError(`There is no exemption ${id}`);
  }

  async #present(rows: ExemptionRow[], caller: Caller): Promise<Exemption[]> {
    const { knex, rights } = this.#options;
    const events = await eventsOfExemptions(
      knex,
      rows.map(({ id }) => id),
    );
    const now = this.#now();
    return rows.map(row => ({
      id: row.id,
      scorecard: row.scorecard,
      check: row.check_id ?? undefined,
      scope: row.scope,
      subjectRef: row.subject_ref,
      reason: row.reason,
      link: row.link ?? undefined,
      state: stateAt(row, now),
      expiresAt: row.expires_at ?? undefined,
      requestedBy: row.requested_by,
      requestedAt: row.requested_at,
      events: events
        .filter(({ exemption_id }) => exemption_id === row.id)
        .map(presentEvent),
      actions: rights.actionsOf(caller, row, now),
    }));
  }

  #assertInForce(scorecard: string, check: string | undefined): void {
    const found = this.#options.library.find(scorecard);
    if (!found) {
      throw new NotFoundError(`There is no scorecard ${scorecard}`);
    }
    if (check !== undefined && !found.checks.some(({ id }) => id === check)) {
      throw new NotFoundError(
        `The scorecard ${scorecard} has no check ${check}`,
      );
    }
  }

  #assertEnds(expiresAt: string | undefined): void {
    const { expiryRequired, longestMs } = this.#options.rules;
    if (expiresAt === undefined) {
      if (expiryRequired) {
        throw new InputError('expiresAt: an exemption has to end');
      }
      return;
    }
    const lasts = Date.parse(expiresAt) - this.#options.now().getTime();
    if (lasts <= 0) {
      throw new InputError('expiresAt: must be in the future');
    }
    if (lasts > longestMs) {
      throw new InputError(
        `expiresAt: an exemption lasts for at most ${longestMs / day} days`,
      );
    }
  }

  async #assertReadable(ref: string, { credentials }: Caller): Promise<void> {
    if (!(await this.#options.readable.find(ref, credentials))) {
      throw new NotFoundError(`There is no entity ${ref}`);
    }
  }

  #now(): string {
    return this.#options.now().toISOString();
  }
}

function assertScope(scope: ExemptionScope, subjectRef: string): void {
  const kinds = kindsOfScope[scope];
  if (kinds && !kinds.includes(parseEntityRef(subjectRef).kind)) {
    throw new InputError(
      `subjectRef: the scope ${scope} is of a ${kinds.join(' or a ')}`,
    );
  }
}

function presentEvent({ action, by, at, note }: ExemptionEventRow) {
  return { action, by, at, note: note ?? undefined };
}

function whatBecameOf({ state, expiresAt, events }: Exemption): string {
  if (state === 'expired') {
    return `it expired at ${expiresAt}`;
  }
  const { action, by, at } = events[events.length - 1];
  return `it was ${action} by ${by} at ${at}`;
}
