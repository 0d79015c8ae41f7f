import {
  BulkheadPolicy,
  ConsecutiveBreaker,
  ExponentialBackoff,
  TimeoutStrategy,
  bulkhead,
  circuitBreaker,
  handleAll,
  retry,
  timeout,
  wrap,
} from 'cockatiel';
import { z } from 'zod';
import type { Config } from './config.js';

const scansSchema = z.array(
  z.object({ at: z.iso.datetime(), depot: z.string(), event: z.string() }),
);

export type Scan = z.infer<typeof scansSchema>[number];

export interface Carrier {
  scans(parcel: string): Promise<Scan[]>;
  ping(): Promise<boolean>;
}

/** Asks the carrier; slow, failing or too many calls never pile up here. */
export function createCarrier(
  config: Pick<Config, 'CARRIER_URL' | 'CARRIER_TOKEN' | 'CARRIER_TIMEOUT_MS'>,
): Carrier {
  const limits: BulkheadPolicy = bulkhead(50, 100);
  const policy = wrap(
    limits,
    retry(handleAll, { maxAttempts: 3, backoff: new ExponentialBackoff() }),
    circuitBreaker(handleAll, {
      halfOpenAfter: 10_000,
      breaker: new ConsecutiveBreaker(5),
    }),
    timeout(config.CARRIER_TIMEOUT_MS, TimeoutStrategy.Aggressive),
  );

  const get = (path: string, signal: AbortSignal) =>
    fetch(new URL(path, config.CARRIER_URL), {
      headers: { authorization: `Bearer ${config.CARRIER_TOKEN}` },
      signal,
    });

  return {
    scans: parcel =>
      policy.execute(async ({ signal }) => {
        const response = await get(
          `/parcels/${encodeURIComponent(parcel)}/scans`,
          signal,
        );
        if (response.status === 404) return [];
        if (!response.ok) throw new Error(`Carrier said ${response.status}`);
        return scansSchema.parse(await response.json());
      }),
    async ping() {
      try {
        return (await get('/health', AbortSignal.timeout(1000))).ok;
      } catch {
        return false;
      }
    },
  };
}
