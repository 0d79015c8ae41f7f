import { ConflictError, InputError } from '@backstage/errors';
import { HumanDuration } from '@backstage/types';
import { FactSchema } from '@airworthy/backstage-plugin-readiness-common';
import {
  Collector,
  PushedFacts,
  ReadinessCollectorsExtensionPoint,
} from '@airworthy/backstage-plugin-readiness-node';

/** Where facts come from, by their namespace: from collectors, or from outside. */
export class FactRegistry implements ReadinessCollectorsExtensionPoint {
  readonly #collectors = new Map<string, Collector>();
  readonly #pushed = new Map<string, PushedFacts>();

  addCollector(collector: Collector): void {
    this.#assertFree(collector.namespace);
    this.#collectors.set(collector.namespace, collector);
  }

  addPushedFacts(facts: PushedFacts): void {
    this.#assertFree(facts.namespace);
    this.#pushed.set(facts.namespace, facts);
  }

  collectors(): Collector[] {
    return [...this.#collectors.values()];
  }

  /**
   * @param timesToLive - those that are configured, by namespace
   * @throws InputError when one of them is configured for no pushed facts.
   */
  pushedFacts(timesToLive: Record<string, HumanDuration> = {}): PushedFacts[] {
    for (const namespace of Object.keys(timesToLive)) {
      if (!this.#pushed.has(namespace)) {
        const known = [...this.#pushed.keys()].join(', ');
        throw new InputError(
          `readiness.facts.${namespace} names no facts that can be pushed; there are ${known}`,
        );
      }
    }
    return [...this.#pushed.values()].map(facts => ({
      ...facts,
      timeToLive: timesToLive[facts.namespace] ?? facts.timeToLive,
    }));
  }

  /** Schemas of all facts, by namespace. */
  schemas(): Record<string, FactSchema> {
    return Object.fromEntries(
      [...this.collectors(), ...this.pushedFacts()].map(
        ({ namespace, schema }) => [namespace, schema],
      ),
    );
  }

  #assertFree(namespace: string): void {
    if (!/^[a-z][a-zA-Z0-9]*$/.test(namespace)) {
      throw new InputError(
        `The namespace of facts must be one word, got '${namespace}'`,
      );
    }
    if (this.#collectors.has(namespace) || this.#pushed.has(namespace)) {
      throw new ConflictError(
        `There already are facts of the namespace '${namespace}'`,
      );
    }
  }
}
