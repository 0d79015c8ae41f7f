import type { FastifyInstance } from 'fastify';

/** Something that this service relies on. */
export interface Dependency {
  name: string;
  /** Without it the service cannot do its work and takes no traffic. */
  required: boolean;
  isUp(): boolean | Promise<boolean>;
}

const route = { config: { rateLimit: false }, logLevel: 'warn' } as const;

/**
 * GET /healthz is liveness: it answers as long as the event loop turns, and
 * asks nobody else, so that an outage elsewhere restarts nothing here.
 * GET /readyz is readiness: may traffic be sent here, and which dependencies
 * are up.
 */
export function addHealth(
  app: FastifyInstance,
  options: { version: string; dependencies: Dependency[] },
): void {
  const { version, dependencies } = options;

  app.get('/healthz', route, () => ({ status: 'ok', version }));

  app.get('/readyz', route, async (_request, reply) => {
    const states = await Promise.all(
      dependencies.map(async (dependency) => ({
        name: dependency.name,
        required: dependency.required,
        status: (await dependency.isUp()) ? 'up' : 'down',
      })),
    );
    const ready = states.every(
      (state) => !state.required || state.status === 'up',
    );
    return reply
      .code(ready ? 200 : 503)
      .send({ status: ready ? 'ready' : 'unavailable', dependencies: states });
  });
}
