import { NotFoundError, NotModifiedError } from '@backstage/errors';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { Hosts } from './Hosts';
import { ResilientUrlReader } from './ResilientUrlReader';
import { Revisions } from './Revisions';

const url = 'https://git.example.com/orders';
const other = 'https://other.example.com/stock';

function readerThat(readTree: (of: string) => Promise<any>) {
  const urlReader = mockServices.urlReader.mock();
  urlReader.readTree.mockImplementation(readTree);
  const outcomes: string[] = [];
  const now = () => new Date();
  const integrations = ScmIntegrations.fromConfig(new ConfigReader({}));
  const logger = mockServices.logger.mock();
  const hosts = new Hosts({ logger, now, random: () => 0 });
  const reader = new ResilientUrlReader({
    reader: urlReader,
    revisions: new Revisions({ integrations, hosts, now }),
    hosts,
    firstDelayMs: 1,
    onAttempt: (_, outcome) => outcomes.push(outcome),
  });
  return { reader, asked: urlReader.readTree, outcomes };
}

describe('ResilientUrlReader', () => {
  it('tells what came of each attempt', async () => {
    const { reader, outcomes } = readerThat(
      jest
        .fn()
        .mockRejectedValueOnce(new Error('502 Bad Gateway'))
        .mockResolvedValueOnce({ etag: 'a' })
        .mockRejectedValueOnce(new NotModifiedError('nothing new'))
        .mockRejectedValueOnce(new NotFoundError('no such repository'))
        .mockRejectedValueOnce(new Error('read, 429 Too Many Requests')),
    );
    await reader.readTree(url);
    for (let i = 0; i < 3; i += 1) {
      await expect(reader.readTree(url)).rejects.toThrow();
    }
    // It is left alone now, and not asked.
    await expect(reader.readTree(url)).rejects.toThrow();
    expect(outcomes).toEqual([
      'failed',
      'read',
      'unchanged',
      'refused',
      'limited',
    ]);
  });

  it('tries again what may go better the next time', async () => {
    const { reader, asked } = readerThat(
      jest
        .fn()
        .mockRejectedValueOnce(new Error('502 Bad Gateway'))
        .mockResolvedValueOnce({ etag: 'a' }),
    );

    expect(await reader.readTree(url)).toEqual({ etag: 'a' });
    expect(asked).toHaveBeenCalledTimes(2);
  });

  it.each([
    new NotFoundError('no such repository'),
    new NotModifiedError('nothing new'),
    new Error(`${url} could not be read as ${url}, 401 Unauthorized`),
    new Error(`Failed to read tree (archive) from ${url}, 403 Forbidden`),
    // HTTP/2 has no text beside the status.
    new Error(`${url} could not be read as ${url}, 403 `),
  ])(
    'takes an answer for an answer, however often it is given: %s',
    async it => {
      const { reader, asked } = readerThat(async () => {
        throw it;
      });

      for (let i = 0; i < 10; i += 1) {
        await expect(reader.readTree(url)).rejects.toBe(it);
      }
      expect(asked).toHaveBeenCalledTimes(10);
    },
  );

  it.each(['429 Too Many Requests', '403 Forbidden (rate limit exceeded)'])(
    'leaves a host alone that asks for it: %s',
    async status => {
      const { reader, asked } = readerThat(async () => {
        throw new Error(`${url} could not be read as ${url}, ${status}`);
      });

      for (let i = 0; i < 2; i += 1) {
        await expect(reader.readTree(url)).rejects.toMatchObject({
          name: 'PostponedError',
          message: expect.stringContaining(
            'git.example.com asks to be asked later',
          ),
        });
      }
      expect(asked).toHaveBeenCalledTimes(1);
    },
  );

  it('forgets failures as soon as the host answers anything', async () => {
    const { reader, asked } = readerThat(
      jest.fn(async () => {
        // Each time the second attempt is answered, and mostly nothing is new.
        throw asked.mock.calls.length % 2 === 1
          ? new Error('502 Bad Gateway')
          : new NotModifiedError('nothing new');
      }),
    );

    for (let i = 0; i < 10; i += 1) {
      await expect(reader.readTree(url)).rejects.toThrow('nothing new');
    }
  });

  it('leaves a host alone that keeps failing, and no other', async () => {
    const { reader, asked } = readerThat(async of => {
      if (of === url) {
        throw new Error('connection refused');
      }
      return { etag: 'b' };
    });

    await expect(reader.readTree(url)).rejects.toThrow('connection refused');
    await expect(reader.readTree(url)).rejects.toThrow();
    const before = asked.mock.calls.length;

    await expect(reader.readTree(url)).rejects.toThrow(
      'git.example.com keeps failing (Error: connection refused) and is left alone for now',
    );
    expect(asked).toHaveBeenCalledTimes(before);
    expect(await reader.readTree(other)).toEqual({ etag: 'b' });
  });

  it('takes silence for a failure, also of a reader that never gives up', async () => {
    const { reader, asked } = readerThat(() => new Promise(() => {}));
    const waitInVain = async () => {
      const signal = AbortSignal.timeout(1);
      reader.readTree(url, { signal }).catch(() => {});
      await new Promise(resolve => signal.addEventListener('abort', resolve));
    };

    for (let i = 0; i < 5; i += 1) {
      await waitInVain();
    }
    await expect(reader.readTree(url)).rejects.toThrow(
      'keeps failing (no answer in time)',
    );
    expect(asked).toHaveBeenCalledTimes(5);
  });

  it('stops trying when whoever asked no longer waits', async () => {
    const controller = new AbortController();
    const { reader, asked } = readerThat(async () => {
      controller.abort();
      throw new Error('502 Bad Gateway');
    });

    await expect(
      reader.readTree(url, { signal: controller.signal }),
    ).rejects.toThrow();
    expect(asked).toHaveBeenCalledTimes(1);
  });
});
