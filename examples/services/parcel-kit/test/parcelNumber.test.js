import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isParcelNumber } from '../src/parcelNumber.js';

test('knows parcel numbers by their check digit', () => {
  assert.ok(isParcelNumber('PP12345678'));
  assert.ok(!isParcelNumber('PP12345679'));
  assert.ok(!isParcelNumber('XX12345678'));
});
