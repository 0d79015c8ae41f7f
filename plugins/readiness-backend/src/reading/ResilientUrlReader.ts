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

/** Backstage's readers tell a status in their message only: `…, 403 Forbidden`. */
const refused = /, 4\d\d(?: |$)/;

/** Whoever asks too much, or too slowly, may be answered later. */
const notNow = /, (?:408|429)(?: |$)|rate limit exceeded/;

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
      const answer = await this.#policyFor(host).execute(
        () => answerOf(read),
        options?.signal,
      );
      return answer();
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
        handleWhen(error => !isBrokenCircuitError(error)),
        {
          maxAttempts: 2,
          // Its delays have jitter by default.
          backoff: new ExponentialBackoff({ initialDelay: this.#firstDelayMs }),
        },
      ),
      // Whoever no longer waits says nothing about the host.
      circuitBreaker(
        handleWhen(error => !isAbort(error)),
        {
          halfOpenAfter: restMs,
          breaker: new ConsecutiveBreaker(patience),
        },
      ),
    );
  }
}

/**
 * What a host answered, to be returned or thrown. Any answer shows that it
 * works; rejects only when there was none.
 */
async function answerOf<T>(read: () => Promise<T>): Promise<() => T> {
  try {
    const value = await read();
    return () => value;
  } catch (error) {
    if (!isAnswer(error)) {
      throw error;
    }
    return () => {
      throw error;
    };
  }
}

function isAnswer(error: unknown): boolean {
  if (!isError(error)) {
    return false;
  }
  const { name, message } = error;
  return answers.has(name) || (refused.test(message) && !notNow.test(message));
}

function isAbort(error: unknown): boolean {
  return isError(error) && error.name === 'AbortError';
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
