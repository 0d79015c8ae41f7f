/**
 * What has become of an exemption. It excuses results only while `approved`;
 * at its expiry it turns `expired` by itself.
 *
 * @public
 */
export type ExemptionState =
  | 'requested'
  | 'approved'
  | 'rejected'
  | 'revoked'
  | 'expired';

/**
 * What an exemption is for: one entity, all entities that a group or user is
 * the declared owner of, or all of a system.
 *
 * @public
 */
export type ExemptionScope = 'entity' | 'owner' | 'system';

/**
 * What somebody did about an exemption.
 *
 * @public
 */
export interface ExemptionEvent {
  action: 'requested' | 'approved' | 'rejected' | 'revoked' | 'restored';
  /** Entity ref of the person, or the name of a service. */
  by: string;
  /** ISO 8601, UTC. */
  at: string;
  /** What they said about it. */
  note?: string;
}

/**
 * A failing or unknown result excused for a time. Nothing of it is ever
 * deleted.
 *
 * @public
 */
export interface Exemption {
  id: string;
  /** Name of the scorecard. */
  scorecard: string;
  /** Id of the check; absent for all checks of the scorecard. */
  check?: string;
  scope: ExemptionScope;
  /** Entity ref of the entity, owner or system. */
  subjectRef: string;
  /** Why the check need not pass. */
  reason: string;
  /** `https:` address that says more, such as a ticket. */
  link?: string;
  state: ExemptionState;
  /** ISO 8601, UTC; absent when it does not end. */
  expiresAt?: string;
  /** Entity ref of the person, or the name of a service. */
  requestedBy: string;
  /** ISO 8601, UTC. */
  requestedAt: string;
  /** The earliest first. */
  events: ExemptionEvent[];
  /** What the caller may do about it now. */
  actions: ('approve' | 'reject' | 'revoke' | 'restore')[];
}

/**
 * Query of `GET /exemptions`. All filters narrow the list together.
 *
 * @public
 */
export interface ExemptionsRequest {
  scorecard?: string;
  /** Id of a check; exemptions of the whole scorecard come too. */
  check?: string;
  /** Entity ref: exemptions for it, its owner and its system. */
  entityRef?: string;
  /** Entity ref of the entity, owner or system itself. */
  subjectRef?: string;
  state?: ExemptionState[];
  cursor?: string;
  /** 1 to 200; 25 when absent. */
  limit?: number;
}

/**
 * Answer of `GET /exemptions`.
 *
 * @public
 */
export interface ExemptionsResponse {
  /** The latest requested first. */
  items: Exemption[];
  totalItems: number;
  /** Absent on the last page. */
  nextCursor?: string;
  rules: ExemptionRules;
}

/**
 * What the portal asks of exemptions.
 *
 * @public
 */
export interface ExemptionRules {
  /** Whether the caller may request one. */
  mayRequest: boolean;
  /** Whether one must end. */
  expiryRequired: boolean;
  /** The longest one, in days. */
  longestDays: number;
}

/**
 * Body of `POST /exemptions`.
 *
 * @public
 */
export interface RequestExemptionRequest {
  scorecard: string;
  check?: string;
  scope: ExemptionScope;
  subjectRef: string;
  /** 10 to 2,000 characters. */
  reason: string;
  link?: string;
  /** ISO 8601. */
  expiresAt?: string;
}

/**
 * Body of `POST /exemptions/:id/decision`.
 *
 * @public
 */
export interface DecideExemptionRequest {
  decision: 'approve' | 'reject';
  /** At most 2,000 characters. */
  note?: string;
}

/**
 * Body of `POST /exemptions/:id/revoke` and `…/restore`.
 *
 * @public
 */
export interface ExemptionNoteRequest {
  /** At most 2,000 characters. */
  note?: string;
}
