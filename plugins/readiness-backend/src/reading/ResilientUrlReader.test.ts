import { NotFoundError } from '@backstage/errors';
import { mockServices } from '@backstage/backend-test-utils';
import { ResilientUrlReader } from './ResilientUrlReader';

const url = 'https://git.example.com/orders';
const other = 'https://other.example.com/stock';

function readerThat(readTree: (of: string) => Promise<any>) {
  const urlReader = mockServices.urlReader.mock();
  urlReader.readTree.mockImplementation(readTree);
  const reader = new ResilientUrlReader(urlReader, { firstDelayMs: 1 });
  return { reader, asked: urlReader.readTree };
}

describe('ResilientUrlReader', () => {
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

  it('takes an answer for an answer, however often it is given', async () => {
    const { reader, asked } = readerThat(async () => {
      throw new NotFoundError('no such repository');
    });

    for (let i = 0; i < 10; i += 1) {
      await expect(reader.readTree(url)).rejects.toThrow('no such repository');
    }
    expect(asked).toHaveBeenCalledTimes(10);
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
      'git.example.com failed 5 times in a row and is left alone for 30 seconds',
    );
    expect(asked).toHaveBeenCalledTimes(before);
    expect(await reader.readTree(other)).toEqual({ etag: 'b' });
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
