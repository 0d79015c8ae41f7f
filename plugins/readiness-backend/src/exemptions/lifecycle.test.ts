import fc from 'fast-check';
import {
  actionsAt,
  DecidedState,
  ExemptionAction,
  moves,
  stateAt,
} from './lifecycle';

const before = '2030-01-01T00:00:00.000Z';
const end = '2030-02-01T00:00:00.000Z';
const after = '2030-03-01T00:00:00.000Z';

const actions = Object.keys(moves) as ExemptionAction[];

/** Where actions lead that are tried one after the other, in time. */
function reach(tried: ExemptionAction[]): DecidedState {
  return tried.reduce<DecidedState>(
    (state, action) =>
      actionsAt({ state, expires_at: end }, before).includes(action)
        ? moves[action].to
        : state,
    'requested',
  );
}

describe('the life of an exemption', () => {
  it.each<[DecidedState, ExemptionAction[]]>([
    ['requested', ['approve', 'reject']],
    ['approved', ['revoke']],
    ['rejected', []],
    ['revoked', ['restore']],
  ])('lets somebody do about a %s one: %j', (state, possible) => {
    expect(actionsAt({ state, expires_at: end }, before)).toEqual(possible);
    expect(actionsAt({ state, expires_at: null }, after)).toEqual(possible);
  });

  it.each<[DecidedState, string]>([
    ['requested', 'expired'],
    ['approved', 'expired'],
    ['rejected', 'rejected'],
    ['revoked', 'revoked'],
  ])('ends by time alone: a %s one is then %s', (state, then) => {
    expect(stateAt({ state, expires_at: end }, before)).toBe(state);
    expect(stateAt({ state, expires_at: end }, end)).toBe(then);
    expect(stateAt({ state, expires_at: null }, after)).toBe(state);
  });

  it('lets nobody do anything after its end, whatever was done before', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...actions)), tried => {
        const state = reach(tried);
        expect(actionsAt({ state, expires_at: end }, after)).toEqual([]);
        expect(stateAt({ state, expires_at: end }, after)).not.toBe('approved');
      }),
    );
  });

  it('is approved only after somebody approved it', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...actions)), tried => {
        const others = tried.filter(action => action !== 'approve');
        expect(reach(others)).not.toBe('approved');
      }),
    );
  });
});
