import {
  Exemption,
  ExemptionEvent,
  ExemptionState,
} from '@airworthy/backstage-plugin-readiness-common';

/** What somebody may do about an exemption. */
export type ExemptionAction = Exemption['actions'][number];

/** A state that somebody brings about; the end of its time is nobody's deed. */
export type DecidedState = Exclude<ExemptionState, 'expired'>;

/** As much of an exemption as says what may become of it. */
export interface Standing {
  state: DecidedState;
  /** ISO 8601, UTC. */
  expires_at: string | null;
}

/** From which state an action leads where, and what it is called when done. */
export const moves: Record<
  ExemptionAction,
  { from: DecidedState; to: DecidedState; done: ExemptionEvent['action'] }
> = {
  approve: { from: 'requested', to: 'approved', done: 'approved' },
  reject: { from: 'requested', to: 'rejected', done: 'rejected' },
  revoke: { from: 'approved', to: 'revoked', done: 'revoked' },
  restore: { from: 'revoked', to: 'approved', done: 'restored' },
};

/** States that end with the time of the exemption. */
export const openStates: readonly DecidedState[] = ['requested', 'approved'];

/** What has become of an exemption by a moment. */
export function stateAt(standing: Standing, now: string): ExemptionState {
  return openStates.includes(standing.state) && hasEnded(standing, now)
    ? 'expired'
    : standing.state;
}

/** What may be done about an exemption at a moment. */
export function actionsAt(standing: Standing, now: string): ExemptionAction[] {
  if (hasEnded(standing, now)) {
    return [];
  }
  return (Object.keys(moves) as ExemptionAction[]).filter(
    action => moves[action].from === standing.state,
  );
}

function hasEnded({ expires_at }: Standing, now: string): boolean {
  return expires_at !== null && expires_at <= now;
}
