import type { FastifyInstance } from 'fastify';

/**
 * Lets clients go once their request is answered: a connection that was busy
 * when the service began to close would otherwise be kept open, and keep it
 * from closing.
 */
export function addDraining(app: FastifyInstance): void {
  let closing = false;
  app.addHook('preClose', (done) => {
    closing = true;
    done();
  });
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (closing) reply.header('connection', 'close');
    done();
  });
}
