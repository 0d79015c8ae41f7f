import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawLabel } from '../src/label.js';

test('shows number and address', () => {
  const label = drawLabel({ number: 'PP1', to: 'Quay 3\nHarbour' });
  assert.match(label, /PARCEL PP1\nQuay 3\nHarbour/);
});

test('refuses a label without an address', () => {
  assert.throws(() => drawLabel({ number: 'PP1' }), TypeError);
});
