import Fastify from 'fastify';
import { Subscriptions } from './subscriptions.js';

const app = Fastify({ logger: true });
const subscriptions = new Subscriptions();

app.get('/healthz', async () => ({ status: 'ok' }));

app.post('/subscriptions', async ({ body }) => {
  subscriptions.add(body.event, body.url);
  return { status: 'subscribed' };
});

app.post('/events/:event', async ({ params, body }) => {
  const targets = subscriptions.of(params.event);
  await Promise.allSettled(
    targets.map(url =>
      fetch(url, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
        signal: AbortSignal.timeout(3000),
      }),
    ),
  );
  return { sent: targets.length };
});

app.setErrorHandler((error, request, reply) => {
  request.log.error(error);
  reply.status(error.statusCode ?? 500).send({ error: 'The event was not passed on' });
});

await app.listen({ host: '0.0.0.0', port: 8080 });
