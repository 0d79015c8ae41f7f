import { PortalHealth } from './health';

function start(askDatabase: () => Promise<unknown>) {
  const hooks: Record<string, () => void> = {};
  const health = new PortalHealth({
    lifecycle: {
      addStartupHook: hook => {
        hooks.started = hook;
      },
      addBeforeShutdownHook: hook => {
        hooks.stopping = hook;
      },
    },
    askDatabase,
  });
  return { health, hooks };
}

describe('PortalHealth', () => {
  it('is ready between its start and its end', async () => {
    const { health, hooks } = start(async () => 1);
    expect(await health.getReadiness()).toMatchObject({ status: 503 });

    hooks.started();
    expect(await health.getReadiness()).toEqual({
      status: 200,
      payload: { status: 'ok', dependencies: { database: 'up' } },
    });

    hooks.stopping();
    expect(await health.getReadiness()).toMatchObject({ status: 503 });
  });

  it.each([
    ['refuses', () => Promise.reject(new Error('connection refused'))],
    ['never answers', () => new Promise(() => {})],
  ])('is alive but not ready when the database %s', async (_, askDatabase) => {
    const { health, hooks } = start(askDatabase);
    hooks.started();

    expect(await health.getReadiness()).toMatchObject({
      status: 503,
      payload: { dependencies: { database: 'down' } },
    });
    expect(await health.getLiveness()).toMatchObject({ status: 200 });
  });
});
