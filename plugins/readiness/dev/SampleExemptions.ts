import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import {
  DecideExemptionRequest,
  Exemption,
  ExemptionEvent,
  ExemptionRules,
  ExemptionsRequest,
  ExemptionsResponse,
  RequestExemptionRequest,
} from '@airworthy/backstage-plugin-readiness-common';

type Action = Exemption['actions'][number];

const day = 24 * 60 * 60 * 1_000;
const daysFromNow = (days: number) =>
  new Date(Date.now() + days * day).toISOString();

const event = (
  action: ExemptionEvent['action'],
  by: string,
  days: number,
  note?: string,
): ExemptionEvent => ({ action, by, at: daysFromNow(days), note });

const checkout = {
  scorecard: 'production-readiness',
  scope: 'entity' as const,
  subjectRef: 'component:default/checkout',
  requestedBy: 'user:default/ben',
};

/** One that waits, one in force, and one of each that are over. */
export const sampleExemptions: Exemption[] = [
  {
    ...checkout,
    id: 'waiting',
    check: 'runbook',
    state: 'requested',
    reason: 'The runbook is being moved to the new wiki.',
    link: 'https://tickets.example.com/OPS-7',
    requestedAt: daysFromNow(-1),
    expiresAt: daysFromNow(40),
    events: [event('requested', 'user:default/ben', -1)],
    actions: ['approve', 'reject'],
  },
  {
    ...checkout,
    id: 'chaos',
    check: 'chaos',
    state: 'approved',
    reason: 'The service is being replaced.',
    requestedAt: daysFromNow(-9),
    expiresAt: daysFromNow(50),
    events: [
      event('requested', 'user:default/ben', -9),
      event('approved', 'user:default/ann', -8, 'Until the new one is there.'),
    ],
    actions: ['revoke'],
  },
  {
    ...checkout,
    id: 'owned',
    scope: 'owner',
    subjectRef: 'group:default/payments',
    state: 'rejected',
    reason: 'We would rather not be graded.',
    requestedAt: daysFromNow(-20),
    expiresAt: daysFromNow(70),
    events: [
      event('requested', 'user:default/ben', -20),
      event('rejected', 'user:default/ann', -19, 'Everybody is.'),
    ],
    actions: [],
  },
];

/** Keeps exemptions in memory, for a reader who may decide on those of others. */
export class SampleExemptions {
  readonly rules: ExemptionRules;
  #items: Exemption[];

  constructor(
    items: readonly Exemption[] = sampleExemptions,
    rules: Partial<ExemptionRules> = {},
  ) {
    this.#items = [...items];
    this.rules = {
      mayRequest: true,
      expiryRequired: true,
      longestDays: 180,
      ...rules,
    };
  }

  list(request: ExemptionsRequest = {}): ExemptionsResponse {
    const { state, entityRef, cursor, limit = 25 } = request;
    const found = this.#items.filter(
      each =>
        (!state || state.includes(each.state)) &&
        (!entityRef ||
          each.scope !== 'entity' ||
          each.subjectRef === entityRef),
    );
    const from = Number(cursor ?? 0);
    const until = from + limit;
    return {
      items: found.slice(from, until),
      totalItems: found.length,
      nextCursor: until < found.length ? String(until) : undefined,
      rules: this.rules,
    };
  }

  find(id: string): Exemption {
    const found = this.#items.find(each => each.id === id);
    if (!found) {
      throw new NotFoundError(`There is no exemption ${id}`);
    }
    return found;
  }

  request(request: RequestExemptionRequest): Exemption {
    if (!this.rules.mayRequest) {
      throw new NotAllowedError('You may not request exemptions');
    }
    const me = 'user:default/guest';
    const exemption: Exemption = {
      ...request,
      id: `exemption-${this.#items.length}`,
      state: 'requested',
      requestedBy: me,
      requestedAt: daysFromNow(0),
      events: [event('requested', me, 0)],
      actions: [],
    };
    this.#items = [exemption, ...this.#items];
    return exemption;
  }

  decide(id: string, { decision, note }: DecideExemptionRequest): Exemption {
    return decision === 'approve'
      ? this.#move(id, decision, 'approved', note)
      : this.#move(id, decision, 'rejected', note);
  }

  revoke(id: string, note?: string): Exemption {
    return this.#move(id, 'revoke', 'revoked', note);
  }

  restore(id: string, note?: string): Exemption {
    return this.#move(id, 'restore', 'restored', note);
  }

  #move(
    id: string,
    action: Action,
    done: ExemptionEvent['action'],
    note?: string,
  ): Exemption {
    const before = this.find(id);
    if (!before.actions.includes(action)) {
      throw new ConflictError(`You cannot ${action} it`);
    }
    const state = done === 'restored' ? 'approved' : done;
    const next: Partial<Record<typeof state, Action[]>> = {
      approved: ['revoke'],
      revoked: ['restore'],
    };
    const after: Exemption = {
      ...before,
      state,
      events: [...before.events, event(done, 'user:default/guest', 0, note)],
      actions: next[state] ?? [],
    };
    this.#items = this.#items.map(each => (each.id === id ? after : each));
    return after;
  }
}
