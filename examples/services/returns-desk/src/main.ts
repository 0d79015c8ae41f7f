import Fastify from 'fastify';
import { destination, type Return } from './returns.ts';

const app = Fastify({ logger: true });

app.get('/healthz', async () => ({ status: 'ok' }));

app.post<{ Body: Return }>('/returns', async ({ body }) => ({
  destination: destination(body),
}));

app.setErrorHandler((error, request, reply) => {
  request.log.error(error);
  reply.status(500).send({ error: 'The return was not registered' });
});

process.once('SIGTERM', () => void app.close());

await app.listen({ host: '0.0.0.0', port: Number(process.env.PORT ?? 8080) });
