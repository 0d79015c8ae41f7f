import { DatabaseManager } from '@backstage/backend-defaults/database';
import {
  coreServices,
  createServiceFactory,
  RootHealthService,
  RootLifecycleService,
} from '@backstage/backend-plugin-api';
import { JsonObject } from '@backstage/types';

/** A connection to the database. */
interface Connection {
  raw(sql: string): PromiseLike<unknown>;
}

/** A probe waits for a second; an answer that comes later helps nobody. */
const patienceMs = 800;

type Phase = 'starting' | 'running' | 'stopping';

/**
 * Liveness tells whether the process works. Readiness tells whether it serves:
 * it has started, is not about to stop, and its database answers. Backstage's
 * own readiness does not ask the database.
 */
export class PortalHealth implements RootHealthService {
  readonly #connect: () => Promise<Connection>;
  #connection?: Promise<Connection>;
  #phase: Phase = 'starting';

  constructor(options: {
    lifecycle: Pick<
      RootLifecycleService,
      'addStartupHook' | 'addBeforeShutdownHook'
    >;
    connect: () => Promise<Connection>;
  }) {
    this.#connect = options.connect;
    options.lifecycle.addStartupHook(() => {
      this.#phase = 'running';
    });
    options.lifecycle.addBeforeShutdownHook(() => {
      this.#phase = 'stopping';
    });
  }

  async getLiveness() {
    return { status: 200, payload: { status: 'ok' } };
  }

  async getReadiness() {
    if (this.#phase !== 'running') {
      return unavailable({ message: `The backend is ${this.#phase}.` });
    }
    const up = await withinPatience(this.#askDatabase());
    const dependencies = { database: up ? 'up' : 'down' };
    return up
      ? { status: 200, payload: { status: 'ok', dependencies } }
      : unavailable({ dependencies });
  }

  async #askDatabase(): Promise<unknown> {
    this.#connection ??= this.#connect().catch(error => {
      // The next probe tries again.
      this.#connection = undefined;
      throw error;
    });
    return (await this.#connection).raw('select 1');
  }
}

/** Asks the database of the plugin `readiness`, without which the portal grades nothing. */
export const portalHealth = createServiceFactory({
  service: coreServices.rootHealth,
  deps: {
    config: coreServices.rootConfig,
    lifecycle: coreServices.rootLifecycle,
    logger: coreServices.rootLogger,
  },
  async factory({ config, lifecycle, logger }) {
    return new PortalHealth({
      lifecycle,
      // A manager would remember that the database refused it once.
      connect: () =>
        DatabaseManager.fromConfig(config)
          .forPlugin('readiness', { lifecycle, logger })
          .getClient(),
    });
  },
});

function unavailable(payload: JsonObject) {
  return { status: 503, payload: { status: 'error', ...payload } };
}

async function withinPatience(answer: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<boolean>(resolve => {
    timer = setTimeout(() => resolve(false), patienceMs);
  });
  const isUp = answer.then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([isUp, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
