import {
  circuitBreaker,
  ConsecutiveBreaker,
  ExponentialBackoff,
  handleWhen,
  IPolicy,
  isBrokenCircuitError,
  retry,
  wrap,
} from 'cockatiel';
import {
  UrlReaderService,
  UrlReaderServiceReadTreeOptions,
  UrlReaderServiceReadUrlOptions,
  UrlReaderServiceSearchOptions,
} from '@backstage/backend-plugin-api';
import { isError, ServiceUnavailableError } from '@backstage/errors';

/** Answers of a host that works; the same question would get the same answer. */
const answers = new Set([
  'AuthenticationError',
  'InputError',
  'NotAllowedError',
  'NotFoundError',
  'NotModifiedError',
]);

/** Failures in a row after which a host is left alone, and for how long. */
const patience = 5;
const restMs = 30_000;

/**
 * Reads URLs, and lives with hosts that fail now and then: what may go better
 * the next time is tried again, with growing delay and jitter, and a host that
 * keeps failing is left alone for a while. Each host is judged apart, so that
 * one that is down does not hold up the others.
 */
export class ResilientUrlReader implements UrlReaderService {
  readonly #reader: UrlReaderService;
  readonly #firstDelayMs: number;
  readonly #policies = new Map<string, IPolicy>();

  constructor(reader: UrlReaderService, options?: { firstDelayMs?: number }) {
    this.#reader = reader;
    this.#firstDelayMs = options?.firstDelayMs ?? 500;
  }

  readUrl(url: string, options?: UrlReaderServiceReadUrlOptions) {
    return this.#ask(url, options, () => this.#reader.readUrl(url, options));
  }

  readTree(url: string, options?: UrlReaderServiceReadTreeOptions) {
    return this.#ask(url, options, () => this.#reader.readTree(url, options));
  }

  search(url: string, options?: UrlReaderServiceSearchOptions) {
    return this.#ask(url, options, () => this.#reader.search(url, options));
  }

  async #ask<T>(
    url: string,
    options: { signal?: AbortSignal } | undefined,
    read: () => Promise<T>,
  ): Promise<T> {
    const host = hostOf(url);
    try {
      return await this.#policyFor(host).execute(read, options?.signal);
    } catch (error) {
      if (isBrokenCircuitError(error)) {
        throw new ServiceUnavailableError(
          `${host} failed ${patience} times in a row and is left alone for ${
            restMs / 1_000
          } seconds`,
        );
      }
      throw error;
    }
  }

  #policyFor(host: string): IPolicy {
    const policy = this.#policies.get(host) ?? this.#newPolicy();
    this.#policies.set(host, policy);
    return policy;
  }

  #newPolicy(): IPolicy {
    return wrap(
      retry(
        handleWhen(error => isFailure(error) && !isBrokenCircuitError(error)),
        {
          maxAttempts: 2,
          // Its delays have jitter by default.
          backoff: new ExponentialBackoff({ initialDelay: this.#firstDelayMs }),
        },
      ),
      circuitBreaker(handleWhen(isFailure), {
        halfOpenAfter: restMs,
        breaker: new ConsecutiveBreaker(patience),
      }),
    );
  }
}

/** The host could not answer, rather than gave an answer that is not liked. */
function isFailure(error: unknown): boolean {
  return !(
    isError(error) &&
    (answers.has(error.name) || error.name === 'AbortError')
  );
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
