import { describe, expect, it, vi } from 'vitest';
import { OutboundClient, OutboundError } from '../../src/outbound.ts';

function clientOver(fetch: typeof globalThis.fetch, timeoutMs = 1_000) {
  return new OutboundClient({
    name: 'peer',
    baseUrl: 'http://peer.test',
    timeoutMs,
    fetch,
  });
}

/** Answers with each status in turn, and with 200 after the last. */
const answering = (...statuses: number[]) =>
  vi.fn<typeof fetch>(() => {
    const status = statuses.shift() ?? 200;
    return Promise.resolve(Response.json({ ok: status === 200 }, { status }));
  });

describe('OutboundClient', () => {
  it('tries again after a transient failure', async () => {
    const fetch = answering(503);
    await expect(clientOver(fetch).getJson('/')).resolves.toEqual({ ok: true });
    expect(fetch).toHaveBeenCalledTimes(2);
  });

  it('does not repeat a request that was wrong', async () => {
    const fetch = answering(404);
    await expect(clientOver(fetch).getJson('/')).rejects.toThrow(OutboundError);
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it('gives up on a peer that does not answer in time', async () => {
    const fetch = vi.fn<typeof globalThis.fetch>(
      (_url, init) =>
        new Promise((_resolve, reject) => {
          init?.signal?.addEventListener('abort', () => {
            reject(new Error('aborted'));
          });
        }),
    );
    await expect(clientOver(fetch, 10).getJson('/')).rejects.toThrow();
  });

  it('opens the circuit after failures in a row and then asks no more', async () => {
    const fetch = answering(500, 500, 500, 500, 500, 500);
    const client = clientOver(fetch);
    expect(client.isUp()).toBe(true);
    await expect(client.getJson('/')).rejects.toThrow();
    await expect(client.getJson('/')).rejects.toThrow();
    expect(client.isUp()).toBe(false);

    const calls = fetch.mock.calls.length;
    await expect(client.getJson('/')).rejects.toThrow();
    expect(fetch).toHaveBeenCalledTimes(calls);
  });
});
