import assert from 'node:assert/strict';
import { test } from 'node:test';
import { destination } from '../src/returns.ts';

test('damaged parcels are repaired', () => {
  assert.equal(destination({ parcel: 'PP1', reason: 'damaged' }), 'repair');
});

test('what nobody wanted goes back to the shelf', () => {
  assert.equal(destination({ parcel: 'PP1', reason: 'unwanted' }), 'shelf');
});
