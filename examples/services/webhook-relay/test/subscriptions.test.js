import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Subscriptions } from '../src/subscriptions.js';

test('tells each subscriber once', () => {
  const subscriptions = new Subscriptions();
  subscriptions.add('paid', 'https://shop.example.com/hook');
  subscriptions.add('paid', 'https://shop.example.com/hook');
  assert.deepEqual(subscriptions.of('paid'), ['https://shop.example.com/hook']);
});
