import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { scorecardTexts } from './scorecardTexts';

const signal = new AbortController().signal;
const urlReader = mockServices.urlReader.mock({
  readUrl: async url => ({
    buffer: async () => Buffer.from(`text of ${url}`),
  }),
});

describe('scorecardTexts', () => {
  it('takes all built-in scorecards when nothing is configured', async () => {
    const texts = await scorecardTexts(undefined, urlReader);
    expect(texts.map(({ source }) => source).sort()).toEqual([
      'built-in:ownership',
      'built-in:production-readiness',
      'built-in:security',
    ]);
    expect(await texts[0].read(signal)).toContain('kind: Scorecard');
  });

  it('reads from files and URLs, anew each time', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'scorecards-'));
    try {
      const file = join(folder, 'ours.yaml');
      const url = 'https://example.com/theirs.yaml';
      const texts = await scorecardTexts(
        [{ file }, { url }, { builtIn: 'ownership' }],
        urlReader,
      );
      await writeFile(file, 'first');
      expect(await texts[0].read(signal)).toBe('first');
      await writeFile(file, 'second');
      expect(await texts[0].read(signal)).toBe('second');
      expect(await texts[1].read(signal)).toBe(`text of ${url}`);
      expect(texts[2].source).toBe('built-in:ownership');
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('rejects a built-in scorecard that does not exist, with the key', async () => {
    await expect(
      scorecardTexts([{ builtIn: 'perfection' }], urlReader),
    ).rejects.toThrow(/readiness\.scorecards\[0\]\.builtIn.*'perfection'/);
  });
});
