import { PortalHealth } from './health';

function start(connect: () => Promise<{ raw(): Promise<unknown> }>) {
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
    connect,
  });
  return { health, hooks };
}

describe('PortalHealth', () => {
  it('is ready between its start and its end', async () => {
    const { health, hooks } = start(async () => ({ raw: async () => 1 }));
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
  ])('is alive but not ready when the database %s', async (_, raw) => {
    const { health, hooks } = start(async () => ({ raw }));
    hooks.started();

    expect(await health.getReadiness()).toMatchObject({
      status: 503,
      payload: { dependencies: { database: 'down' } },
    });
    expect(await health.getLiveness()).toMatchObject({ status: 200 });
  });

  it('is ready as soon as a database answers that could not be reached at first', async () => {
    const connect = jest
      .fn()
      .mockRejectedValueOnce(new Error('connection refused'))
      .mockResolvedValue({ raw: async () => 1 });
    const { health, hooks } = start(connect);
    hooks.started();

    expect(await health.getReadiness()).toMatchObject({ status: 503 });
    expect(await health.getReadiness()).toMatchObject({ status: 200 });
    expect(await health.getReadiness()).toMatchObject({ status: 200 });
    expect(connect).toHaveBeenCalledTimes(2);
  });
});
