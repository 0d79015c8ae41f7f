import { FastifyOtelInstrumentation } from '@fastify/otel';
import rateLimit from '@fastify/rate-limit';
import { trace } from '@opentelemetry/api';
import Fastify, { type FastifyInstance } from 'fastify';
import { Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { Carrier } from './carrier.js';
import { showsDepotNames } from './flags.js';

export interface AppOptions {
  carrier: Carrier;
  logLevel?: string;
}

export async function buildApp({
  carrier,
  logLevel = 'info',
}: AppOptions): Promise<FastifyInstance> {
  const app = Fastify({
    logger: {
      level: logLevel,
      base: { service: 'parcel-tracking' },
      formatters: { level: level => ({ level }) },
      mixin: () => {
        const span = trace.getActiveSpan()?.spanContext();
        return span ? { trace_id: span.traceId, span_id: span.spanId } : {};
      },
    },
    requestTimeout: 10_000,
    requestIdHeader: 'x-request-id',
  });

  const metrics = new Registry();
  collectDefaultMetrics({ register: metrics });
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'How long requests take',
    labelNames: ['method', 'route', 'status_code'],
    buckets: [0.01, 0.05, 0.1, 0.3, 1, 3],
    registers: [metrics],
  });

  await app.register(new FastifyOtelInstrumentation().plugin());
  await app.register(rateLimit, { max: 300, timeWindow: '1 minute' });

  app.addHook('onResponse', async (request, reply) => {
    duration.observe(
      {
        method: request.method,
        route: request.routeOptions.url ?? 'unknown',
        status_code: reply.statusCode,
      },
      reply.elapsedTime / 1000,
    );
  });

  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) request.log.error({ err: error }, 'request failed');
    reply.status(status).send({
      error: status >= 500 ? 'Internal error' : error.message,
      requestId: request.id,
    });
  });

  // Liveness answers from the event loop: a process that hangs does not.
  app.get('/healthz', async () => ({ status: 'ok' }));

  app.get('/readyz', async (_request, reply) => {
    const dependencies = { carrier: (await carrier.ping()) ? 'up' : 'down' };
    const ready = Object.values(dependencies).every(state => state === 'up');
    return reply
      .status(ready ? 200 : 503)
      .send({ status: ready ? 'ok' : 'unavailable', dependencies });
  });

  app.get('/metrics', async (_request, reply) =>
    reply.type(metrics.contentType).send(await metrics.metrics()),
  );

  app.get<{ Params: { id: string } }>(
    '/parcels/:id',
    {
      schema: {
        params: {
          type: 'object',
          properties: { id: { type: 'string', pattern: '^[A-Z0-9]{8,16}$' } },
        },
      },
    },
    async (request, reply) => {
      const scans = await carrier.scans(request.params.id);
      if (scans.length === 0) {
        return reply.status(404).send({ error: 'No such parcel' });
      }
      return (await showsDepotNames())
        ? scans
        : scans.map(({ at, event }) => ({ at, event }));
    },
  );

  return app;
}
