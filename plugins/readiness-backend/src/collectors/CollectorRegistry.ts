import { ConflictError, InputError } from '@backstage/errors';
import {
  Collector,
  ReadinessCollectorsExtensionPoint,
} from '@airworthy/backstage-plugin-readiness-node';

/** The collectors that are installed, by the namespace of their facts. */
export class CollectorRegistry implements ReadinessCollectorsExtensionPoint {
  readonly #collectors = new Map<string, Collector>();

  addCollector(collector: Collector): void {
    const { namespace } = collector;
    if (!/^[a-z][a-zA-Z0-9]*$/.test(namespace)) {
      throw new InputError(
        `The namespace of a collector must be one word, got '${namespace}'`,
      );
    }
    if (this.#collectors.has(namespace)) {
      throw new ConflictError(
        `There already is a collector of the facts '${namespace}'`,
      );
    }
    this.#collectors.set(namespace, collector);
  }

  all(): Collector[] {
    return [...this.#collectors.values()];
  }
}
