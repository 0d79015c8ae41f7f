import { LoggerService } from '@backstage/backend-plugin-api';
import { RateLimitBudget } from '@airworthy/backstage-plugin-readiness-common';
import { PostponedError } from '@airworthy/backstage-plugin-readiness-node';
import { retryDelay } from '../collection/retryDelay';
import { RateLimit } from './rateLimit';

/** Failures in a row after which a host is left alone. */
const patience = 5;
const afterFailures = { retryAfterMs: 30_000, retryAtMostMs: 15 * 60_000 };
/** For a host that asks to be left alone and does not say how long. */
const afterRefusals = { retryAfterMs: 60_000, retryAtMostMs: 15 * 60_000 };

/** However far away a host says its reset is, it is asked again after so long. */
const longestPauseMs = 60 * 60_000;
/** Those who wait for the same host come back spread over at least so long. */
const shortestSpreadMs = 10_000;
/** The rest of a budget that is made to last, as others live on it as well. */
const reserve = 0.1;
/** Hosts come from the URLs of entities, of which there may be any number. */
const mostHosts = 1_000;

interface Pause {
  until: number;
  /** Until when those who wait come back. */
  backBy: number;
  /** Says the same as long as nothing changes, as results show it. */
  reason: string;
}

interface Host {
  failures: number;
  refusals: number;
  said?: RateLimit;
  pause?: Pause;
}

/**
 * Knows which hosts want to be left alone, and until when: those that fail
 * again and again, those that say so, and those whose budget is nearly spent.
 * Each host is judged apart, by what this replica saw of it.
 */
export class Hosts {
  readonly #logger: LoggerService;
  readonly #now: () => Date;
  readonly #random: () => number;
  readonly #hosts = new Map<string, Host>();

  constructor(options: {
    logger: LoggerService;
    now: () => Date;
    /** 0 to 1, as `Math.random`. */
    random: () => number;
  }) {
    this.#logger = options.logger;
    this.#now = options.now;
    this.#random = options.random;
  }

  /**
   * Lets a request pass.
   *
   * @throws PostponedError while the host is to be left alone.
   */
  admit(name: string): void {
    const pause = this.#hosts.get(name)?.pause;
    if (pause && pause.until > this.#nowMs()) {
      const { until, backBy, reason } = pause;
      throw new PostponedError(
        `${name} ${reason} and is left alone for now`,
        new Date(until + this.#random() * (backBy - until)),
      );
    }
  }

  /** The host works, and may have said how much it still lets us ask. */
  answered(name: string, said?: RateLimit): void {
    if (said?.remaining !== undefined) {
      this.#hostOf(name).said = said;
      this.#pace(name, said);
    }
    const host = this.#hosts.get(name);
    if (host) {
      host.failures = 0;
      host.refusals = 0;
    }
  }

  /**
   * The host asked to be left alone.
   *
   * @throws PostponedError
   */
  refused(name: string, said?: RateLimit): never {
    const host = this.#hostOf(name);
    if (said || !this.#isPaused(host)) {
      host.said = said ?? host.said;
      host.refusals += 1;
      const { retryAt, remaining, resetsAt } = host.said ?? {};
      const told = retryAt ?? (remaining === 0 ? resetsAt : undefined);
      const now = this.#nowMs();
      this.#pause(name, {
        until:
          told !== undefined && told > now
            ? told
            : now + retryDelay(host.refusals, afterRefusals, this.#random),
        reason: 'asks to be asked later',
      });
    }
    this.admit(name);
    throw new Error(`${name} asks to be asked later`);
  }

  /** The host gave no answer, or one that says that it does not work. */
  failed(name: string, cause: string): void {
    const host = this.#hostOf(name);
    // Others that were on their way say nothing new.
    if (this.#isPaused(host)) {
      return;
    }
    host.failures += 1;
    if (host.failures >= patience) {
      this.#pause(name, {
        until:
          this.#nowMs() +
          retryDelay(host.failures - patience + 1, afterFailures, this.#random),
        reason: `keeps failing (${cause})`,
      });
    }
  }

  /** What hosts last said of their limits, and who is left alone. */
  rateLimits(): RateLimitBudget[] {
    const now = this.#nowMs();
    return [...this.#hosts].flatMap(([host, { said, pause }]) => {
      const budget: RateLimitBudget = { host };
      if (said?.remaining !== undefined && (said.resetsAt ?? 0) > now) {
        budget.remaining = said.remaining;
        budget.limit = said.limit;
        budget.resetsAt = momentOf(said.resetsAt!);
      }
      if (pause && pause.until > now) {
        budget.pausedUntil = momentOf(pause.until);
      }
      return Object.keys(budget).length > 1 ? [budget] : [];
    });
  }

  /** Makes what is left of a budget last until there is a new one. */
  #pace(name: string, { limit, remaining, resetsAt }: RateLimit): void {
    const left = (resetsAt ?? 0) - this.#nowMs();
    if (remaining! < (limit ?? 0) * reserve && left > 0) {
      this.#pause(name, {
        until: this.#nowMs() + left / (remaining! + 1),
        backBy: resetsAt,
        reason: 'lets us ask little more',
      });
    }
  }

  #pause(
    name: string,
    pause: Pick<Pause, 'until' | 'reason'> & { backBy?: number },
  ): void {
    const now = this.#nowMs();
    const latest = now + longestPauseMs;
    const until = Math.min(pause.until, latest);
    const host = this.#hostOf(name);
    if (until <= (host.pause?.until ?? 0)) {
      return;
    }
    if (!this.#isPaused(host)) {
      this.#logger.warn(
        `${name} ${pause.reason} and is left alone until ${momentOf(until)}`,
      );
    }
    host.pause = {
      until,
      backBy: Math.max(
        Math.min(pause.backBy ?? until, latest),
        until + shortestSpreadMs,
      ),
      reason: pause.reason,
    };
  }

  #isPaused({ pause }: Host): boolean {
    return pause !== undefined && pause.until > this.#nowMs();
  }

  #hostOf(name: string): Host {
    const known = this.#hosts.get(name);
    if (known) {
      return known;
    }
    if (this.#hosts.size >= mostHosts) {
      const [oldest] = this.#hosts.keys();
      this.#hosts.delete(oldest);
    }
    const host: Host = { failures: 0, refusals: 0 };
    this.#hosts.set(name, host);
    return host;
  }

  #nowMs(): number {
    return this.#now().getTime();
  }
}

function momentOf(ms: number): string {
  return new Date(ms).toISOString();
}
