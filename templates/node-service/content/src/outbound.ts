import { context, propagation, SpanKind, trace } from '@opentelemetry/api';
import {
  bulkhead,
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  ExponentialBackoff,
  handleWhen,
  isBrokenCircuitError,
  retry,
  timeout,
  TimeoutStrategy,
  wrap,
} from 'cockatiel';

export interface OutboundOptions {
  /** Names the other side in traces and errors. */
  name: string;
  baseUrl: string;
  /** For one attempt. */
  timeoutMs: number;
  /** Replaced in tests. */
  fetch?: typeof fetch;
}

/** The other side answered, but not with success. */
export class OutboundError extends Error {
  override name = 'OutboundError';
  readonly status: number;

  constructor(target: string, status: number) {
    super(`${target} answered ${status}`);
    this.status = status;
  }

  get transient(): boolean {
    return this.status >= 500 || this.status === 429;
  }
}

// A request that was wrong stays wrong: it is not repeated, and it says
// nothing about the health of the other side.
const isTransient = (error: Error) =>
  !(error instanceof OutboundError) || error.transient;

/** Calls one other service, and keeps its troubles from becoming ours. */
export class OutboundClient {
  readonly #options: OutboundOptions;
  readonly #tracer = trace.getTracer('outbound');

  readonly #breaker = circuitBreaker(handleWhen(isTransient), {
    halfOpenAfter: 10_000,
    breaker: new ConsecutiveBreaker(5),
  });
  readonly #policy;

  constructor(options: OutboundOptions) {
    this.#options = options;
    this.#policy = wrap(
      // At most 20 calls at a time and 20 waiting: a slow peer cannot take all.
      bulkhead(20, 20),
      // The back-off of this library has jitter by default.
      retry(
        handleWhen(
          (error) => isTransient(error) && !isBrokenCircuitError(error),
        ),
        {
          maxAttempts: 2,
          backoff: new ExponentialBackoff({ initialDelay: 50, maxDelay: 500 }),
        },
      ),
      this.#breaker,
      timeout(options.timeoutMs, TimeoutStrategy.Aggressive),
    );
  }

  /** False while the circuit breaker keeps calls away from the other side. */
  isUp(): boolean {
    return this.#breaker.state !== CircuitState.Open;
  }

  /** GET, safe to repeat. Throws when all attempts failed or the circuit is open. */
  async getJson(path: string): Promise<unknown> {
    const { name, baseUrl, fetch: send = fetch } = this.#options;
    return this.#tracer.startActiveSpan(
      `GET ${name}`,
      { kind: SpanKind.CLIENT },
      async (span) => {
        try {
          return await this.#policy.execute(async ({ signal }) => {
            const headers: Record<string, string> = {
              accept: 'application/json',
            };
            propagation.inject(context.active(), headers);
            const response = await send(new URL(path, baseUrl), {
              headers,
              signal,
            });
            if (!response.ok) throw new OutboundError(name, response.status);
            return (await response.json()) as unknown;
          });
        } catch (error) {
          span.recordException(error as Error);
          throw error;
        } finally {
          span.end();
        }
      },
    );
  }
}
