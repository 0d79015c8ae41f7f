import Fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { addHealth } from '../../src/health.ts';

function appWith(dependency: { required: boolean; up: boolean }) {
  const app = Fastify();
  addHealth(app, {
    version: '1.2.3',
    dependencies: [
      {
        name: 'store',
        required: dependency.required,
        isUp: () => dependency.up,
      },
    ],
  });
  return app;
}

describe('addHealth', () => {
  it('is not ready while a required dependency is down', async () => {
    const app = appWith({ required: true, up: false });
    const ready = await app.inject('/readyz');
    expect(ready.statusCode).toBe(503);
    expect(ready.json()).toEqual({
      status: 'unavailable',
      dependencies: [{ name: 'store', required: true, status: 'down' }],
    });
  });

  it('is ready without a dependency that it can do without', async () => {
    const app = appWith({ required: false, up: false });
    expect((await app.inject('/readyz')).statusCode).toBe(200);
  });

  it('is alive whatever its dependencies do', async () => {
    const app = appWith({ required: true, up: false });
    const alive = await app.inject('/healthz');
    expect(alive.statusCode).toBe(200);
    expect(alive.json()).toEqual({ status: 'ok', version: '1.2.3' });
  });
});
