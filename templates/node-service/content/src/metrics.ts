import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Dependency } from './health.ts';

/**
 * Measures every request and serves GET /metrics: latency, traffic and errors
 * from the histogram; saturation from the gauge and Node's default metrics.
 */
export function addMetrics(
  app: FastifyInstance,
  options: { dependencies: Dependency[] },
): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });

  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the first byte of a request to the last of its response',
    labelNames: ['method', 'route', 'status_code'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  const inFlight = new Gauge({
    name: 'http_requests_in_flight',
    help: 'Requests that have not been answered yet',
    registers: [registry],
  });

  new Gauge({
    name: 'dependency_up',
    help: 'Whether what the service relies on answers, 1 or 0',
    labelNames: ['dependency'] as const,
    registers: [registry],
    async collect() {
      for (const dependency of options.dependencies) {
        const up = await dependency.isUp();
        this.set({ dependency: dependency.name }, up ? 1 : 0);
      }
    },
  });

  app.addHook('onRequest', (_request, reply, done) => {
    inFlight.inc();
    // Fires once, whether the response was sent or the client went away.
    reply.raw.once('close', () => {
      inFlight.dec();
    });
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    duration.observe(
      {
        method: request.method,
        // The pattern, not the address: the number of series stays bounded.
        route: request.routeOptions.url ?? 'unknown',
        status_code: reply.statusCode,
      },
      reply.elapsedTime / 1000,
    );
    done();
  });

  app.get(
    '/metrics',
    { config: { rateLimit: false }, logLevel: 'warn' },
    async (_request, reply) => {
      reply.type(registry.contentType);
      return registry.metrics();
    },
  );
}
