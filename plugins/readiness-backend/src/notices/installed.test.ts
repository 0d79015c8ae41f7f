import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { notificationService } from '@backstage/plugin-notifications-node';
import { JsonObject } from '@backstage/types';
import request from 'supertest';
import { component } from '../__testUtils__/entities';
import {
  startReadiness,
  TestBackendOptions,
} from '../__testUtils__/testBackend';
import { basics } from '../__testUtils__/testPortal';

describe('notifications in a portal', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'readiness-notified-'));
    await writeFile(
      join(folder, 'basics.yaml'),
      basics.replace(
        'title: Basics',
        'title: Basics\n  owner: group:default/platform',
      ),
    );
  });

  afterAll(() => rm(folder, { recursive: true }));

  /** A portal in which an exemption has been requested. */
  async function start(
    features: TestBackendOptions['features'] = [],
    readiness: JsonObject = {},
  ) {
    const logger = mockServices.logger.mock();
    const backend = await startReadiness({
      entities: [component('one')],
      readiness: {
        scorecards: [{ file: join(folder, 'basics.yaml') }],
        ...readiness,
      },
      features: [logger.factory, ...features],
    });
    const { status } = await request(backend.server)
      .post('/api/readiness/exemptions')
      .send({
        scorecard: 'basics',
        scope: 'entity',
        subjectRef: 'component:default/one',
        reason: 'It is retired in May.',
        expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
      });
    expect(status).toBe(201);
    return { ...backend, logger };
  }

  function counting() {
    const send = jest.fn(async () => {});
    const factory = createServiceFactory({
      service: notificationService,
      deps: {},
      factory: () => ({ send }),
    });
    return { send, factory };
  }

  it('go to the notifications plugin', async () => {
    const { send, factory } = counting();
    const { run } = await start([factory]);
    await run('readiness-notifications');
    expect(send).toHaveBeenCalledTimes(1);
  });

  it('fail nothing where the plugin is not installed', async () => {
    const { run, logger } = await start();
    await run('readiness-notifications');
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('1 of 1 notifications could not be sent'),
    );
  });

  it('are not sent where config says so', async () => {
    const { send, factory } = counting();
    const { run } = await start([factory], { notifications: false });
    await run('readiness-notifications');
    expect(send).not.toHaveBeenCalled();
  });
});
