import type { FastifyError, FastifyInstance } from 'fastify';

/** The one place where errors become responses; details stay in the log. */
export function addErrorHandler(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) {
      request.log.error({ err: error }, 'request failed');
    }
    return reply.code(status).send({
      error: status >= 500 ? 'The service failed' : error.message,
      requestId: request.id,
    });
  });
  app.setNotFoundHandler((request, reply) =>
    reply.code(404).send({ error: 'Not found', requestId: request.id }),
  );
}
