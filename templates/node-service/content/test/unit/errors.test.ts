import Fastify from 'fastify';
import { expect, it } from 'vitest';
import { addErrorHandler } from '../../src/errors.ts';

it('keeps the details of a failure to itself', async () => {
  const app = Fastify();
  addErrorHandler(app);
  app.get('/', () => {
    throw new Error('the password is hunter2');
  });

  const response = await app.inject('/');

  expect(response.statusCode).toBe(500);
  expect(response.body).not.toContain('hunter2');
  expect(response.json()).toMatchObject({ error: 'The service failed' });
});
