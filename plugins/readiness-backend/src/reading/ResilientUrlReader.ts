import { ExponentialBackoff, handleWhen, retry, RetryPolicy } from 'cockatiel';
import {
  UrlReaderService,
  UrlReaderServiceReadTreeOptions,
  UrlReaderServiceReadUrlOptions,
  UrlReaderServiceSearchOptions,
} from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { PostponedError } from '@airworthy/backstage-plugin-readiness-node';
import { Hosts } from './Hosts';
import { Revisions } from './Revisions';

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

/** Whoever is asked too much says so. */
const tooMuch = /, 429(?: |$)|rate limit exceeded/;

/** Whoever is asked too slowly may be answered the next time. */
const tooSlow = /, 408(?: |$)/;

/**
 * What came of an attempt to read: something, nothing new, an answer that it
 * cannot be had, a request to ask less, or no answer.
 */
export type ReadOutcome =
  | 'read'
  | 'unchanged'
  | 'refused'
  | 'limited'
  | 'failed';

/**
 * Reads URLs, and lives with hosts that fail now and then, or have enough: what
 * may go better the next time is tried again, with growing delay and jitter,
 * and a host that is to be left alone is not asked at all.
 */
export class ResilientUrlReader implements UrlReaderService {
  readonly #reader: UrlReaderService;
  readonly #revisions: Revisions;
  readonly #hosts: Hosts;
  readonly #retry: RetryPolicy;
  readonly #onAttempt: (url: string, outcome: ReadOutcome) => void;

  constructor(options: {
    reader: UrlReaderService;
    revisions: Revisions;
    hosts: Hosts;
    firstDelayMs?: number;
    /** Told of each attempt that was not given up by who asked. */
    onAttempt?: (url: string, outcome: ReadOutcome) => void;
  }) {
    this.#onAttempt = options.onAttempt ?? (() => {});
    this.#reader = options.reader;
    this.#revisions = options.revisions;
    this.#hosts = options.hosts;
    this.#retry = retry(
      handleWhen(error => !(error instanceof PostponedError)),
      {
        maxAttempts: 2,
        // Its delays have jitter by default.
        backoff: new ExponentialBackoff({
          initialDelay: options.firstDelayMs ?? 500,
        }),
      },
    );
  }

  readUrl(url: string, options?: UrlReaderServiceReadUrlOptions) {
    return this.#ask(url, options, () => this.#reader.readUrl(url, options));
  }

  /** Begins with one conditional request where the forge answers such. */
  readTree(url: string, options?: UrlReaderServiceReadTreeOptions) {
    return this.#ask(url, options, async () => {
      await this.#revisions.expectNews(url, options ?? {});
      return this.#reader.readTree(url, options);
    });
  }

  search(url: string, options?: UrlReaderServiceSearchOptions) {
    return this.#ask(url, options, () => this.#reader.search(url, options));
  }

  async #ask<T>(
    url: string,
    options: { signal?: AbortSignal } | undefined,
    read: () => Promise<T>,
  ): Promise<T> {
    const { signal } = options ?? {};
    const host = hostOf(url);
    // A reader that does not heed the signal would never tell.
    const noteTimeout = () => {
      if (signal?.reason?.name === 'TimeoutError') {
        this.#hosts.failed(host, 'no answer in time');
      }
    };
    signal?.addEventListener('abort', noteTimeout, { once: true });
    try {
      const answer = await this.#retry.execute(
        () => this.#answerOf(url, read, signal),
        signal,
      );
      return answer();
    } finally {
      signal?.removeEventListener('abort', noteTimeout);
    }
  }

  /**
   * What a host answered, to be returned or thrown. Any answer shows that it
   * works; rejects only when there was none, or it is to be left alone.
   */
  async #answerOf<T>(
    url: string,
    read: () => Promise<T>,
    signal: AbortSignal | undefined,
  ): Promise<() => T> {
    const host = hostOf(url);
    this.#hosts.admit(host);
    try {
      const value = await read();
      this.#onAttempt(url, 'read');
      this.#hosts.answered(host);
      return () => value;
    } catch (error) {
      // Whoever no longer waits says nothing about the host.
      if (signal?.aborted) {
        throw error;
      }
      this.#onAttempt(url, outcomeOf(error));
      if (error instanceof PostponedError) {
        throw error;
      }
      if (isAnswer(error)) {
        this.#hosts.answered(host);
        return () => {
          throw error;
        };
      }
      const message = String(error);
      if (tooMuch.test(message)) {
        this.#hosts.refused(host);
      }
      this.#hosts.failed(host, message);
      throw error;
    }
  }
}

function outcomeOf(error: unknown): ReadOutcome {
  if (error instanceof PostponedError || tooMuch.test(String(error))) {
    return 'limited';
  }
  if (isError(error) && error.name === 'NotModifiedError') {
    return 'unchanged';
  }
  return isAnswer(error) ? 'refused' : 'failed';
}

function isAnswer(error: unknown): boolean {
  if (!isError(error)) {
    return false;
  }
  const { name, message } = error;
  return (
    answers.has(name) ||
    (refused.test(message) && !tooMuch.test(message) && !tooSlow.test(message))
  );
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
