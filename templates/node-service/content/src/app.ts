import { FastifyOtelInstrumentation } from '@fastify/otel';
import rateLimit from '@fastify/rate-limit';
import Fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
} from 'fastify';
import type { Config } from './config.ts';
{% if values.database == "postgresql" %}
import { Database } from './database.ts';
{% endif %}
import { addDraining } from './draining.ts';
import { addErrorHandler } from './errors.ts';
import { createFlags } from './flags.ts';
import { addHealth, type Dependency } from './health.ts';
import { addMetrics } from './metrics.ts';
import { OutboundClient } from './outbound.ts';
import { addRequestLog, requestId } from './requestLog.ts';
import { addGreetings } from './routes/greetings.ts';

/** Puts the service together, ready to listen. */
export async function buildApp(options: {
  config: Config;
  logger: FastifyBaseLogger;
}): Promise<FastifyInstance> {
  const { config, logger } = options;

  const phrasebook = config.PHRASEBOOK_URL
    ? new OutboundClient({
        name: 'phrasebook',
        baseUrl: config.PHRASEBOOK_URL,
        timeoutMs: config.PHRASEBOOK_TIMEOUT_MS,
      })
    : undefined;
  const dependencies: Dependency[] = [];
  if (phrasebook) {
    dependencies.push({
      name: 'phrasebook',
      // Greetings have a default without it.
      required: false,
      isUp: () => phrasebook.isUp(),
    });
  }
{% if values.database == "postgresql" %}

  const database = new Database({
    url: config.DATABASE_URL,
    application: config.OTEL_SERVICE_NAME,
    logger,
  });
  dependencies.push({
    name: 'database',
    required: true,
    isUp: () => database.isUp(),
  });
{% endif %}

  const app = Fastify({
    loggerInstance: logger,
    logController: new LogController({
      // Replaced by addRequestLog, which knows the trace.
      disableRequestLogging: true,
      requestIdLogLabel: 'request_id',
    }),
    genReqId: requestId,
    // The client's address is taken from proxies of the cluster only.
    trustProxy: ['loopback', 'linklocal', 'uniquelocal'],
    requestTimeout: config.REQUEST_TIMEOUT_MS,
    handlerTimeout: config.REQUEST_TIMEOUT_MS,
  });

  const tracing = new FastifyOtelInstrumentation();
  await app.register(tracing.plugin());
  addRequestLog(app);
  addErrorHandler(app);
  addDraining(app);
  addMetrics(app, { dependencies });
  await app.register(rateLimit, {
    max: config.RATE_LIMIT_PER_MINUTE,
    timeWindow: '1 minute',
  });

  addHealth(app, { version: config.SERVICE_VERSION, dependencies });
  addGreetings(app, {
    flags: await createFlags(config),
    phrasebook,
{% if values.database == "postgresql" %}
    database,
{% endif %}
  });
{% if values.database == "postgresql" %}
  // Once all requests are answered.
  app.addHook('onClose', () => database.close());
{% endif %}

  return app;
}
