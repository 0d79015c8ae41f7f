import { expect, test } from 'vitest';
import { buildApp } from '../../src/app.js';
import type { Carrier } from '../../src/carrier.js';

const scan = { at: '2026-03-01T08:00:00Z', depot: 'North', event: 'arrived' };

async function appWith(carrier: Partial<Carrier>) {
  return buildApp({
    carrier: { scans: async () => [], ping: async () => true, ...carrier },
    logLevel: 'silent',
  });
}

test('answers the scans of a parcel', async () => {
  const app = await appWith({ scans: async () => [scan] });
  const response = await app.inject('/parcels/PP12345678');
  expect(response.json()).toEqual([scan]);
});

test('does not know a parcel without scans', async () => {
  const app = await appWith({});
  expect((await app.inject('/parcels/PP12345678')).statusCode).toBe(404);
});

test('refuses what is no parcel number', async () => {
  const app = await appWith({});
  expect((await app.inject('/parcels/-')).statusCode).toBe(400);
});

test('is alive but not ready without its carrier', async () => {
  const app = await appWith({ ping: async () => false });
  expect((await app.inject('/healthz')).statusCode).toBe(200);
  const ready = await app.inject('/readyz');
  expect(ready.statusCode).toBe(503);
  expect(ready.json().dependencies).toEqual({ carrier: 'down' });
});

test('keeps the reason of a failure to itself', async () => {
  const app = await appWith({
    scans: async () => {
      throw new Error('token expired');
    },
  });
  const response = await app.inject('/parcels/PP12345678');
  expect(response.statusCode).toBe(500);
  expect(response.body).not.toContain('token');
});
