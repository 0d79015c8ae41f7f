import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createCarrier } from '../../src/carrier.js';

let server: Server;
let calls = 0;
let statuses: number[] = [];

beforeEach(async () => {
  calls = 0;
  server = createServer((_request, response) => {
    response.statusCode = statuses[calls++] ?? 200;
    response.end('[]');
  });
  await new Promise<void>(done => server.listen(0, done));
});
afterEach(() => {
  server.close();
});

function carrier() {
  const { port } = server.address() as AddressInfo;
  return createCarrier({
    CARRIER_URL: `http://127.0.0.1:${port}`,
    CARRIER_TOKEN: 't',
    CARRIER_TIMEOUT_MS: 500,
  });
}

test('tries again when the carrier stumbles', async () => {
  statuses = [503, 200];
  expect(await carrier().scans('PP12345678')).toEqual([]);
  expect(calls).toBe(2);
});

test('stops asking a carrier that keeps failing', async () => {
  statuses = Array<number>(100).fill(500);
  const asked = carrier();
  for (let i = 0; i < 5; i += 1) {
    await expect(asked.scans('PP12345678')).rejects.toThrow();
  }
  expect(calls).toBeLessThan(10);
});
