import { RenderedFiles } from '@airworthy/golden-paths';
import { Check, TextFile } from '../checks/Check';
import { Tools } from '../tools/Tools';
import { CheckRunner } from './CheckRunner';

const files: RenderedFiles = new Map(
  ['a.sh', 'b.sh', 'c.sh'].map(path => [
    path,
    { content: Buffer.from(path), executable: false },
  ]),
);

const check = (rest: Partial<Check>): Check => ({
  id: 'sample',
  title: 'Sample',
  looksAt: () => true,
  run: async () => ({ findings: [] }),
  ...rest,
});

const run = (sample: Check) =>
  new CheckRunner(new Tools('')).run(sample, files);

describe('CheckRunner', () => {
  it('tells on which file a tool broke that was given all in one go', async () => {
    const { findings } = await run(
      check({
        inOneGo: true,
        run: async given => {
          if (given.some(({ path }) => path === 'b.sh')) throw new Error('odd');
          return {
            findings: given.map(({ path }) => ({ path, message: '!' })),
          };
        },
      }),
    );
    expect(findings).toEqual([
      { path: 'a.sh', message: '!' },
      { path: 'b.sh', message: 'odd' },
      { path: 'c.sh', message: '!' },
    ]);
  });

  it('tells of files that cannot be put together', async () => {
    const { status, findings } = await run(
      check({
        partsOf: () => {
          throw new Error('too many aliases');
        },
      }),
    );
    expect(status).toBe('fail');
    expect(findings).toEqual([{ path: 'a.sh', message: 'too many aliases' }]);
  });

  it('looks once at what several results have', async () => {
    const seen: string[] = [];
    const sample = check({
      run: async (given: TextFile[]) => {
        seen.push(...given.map(({ path }) => path));
        return { findings: [] };
      },
    });
    const runner = new CheckRunner(new Tools(''));
    await runner.run(sample, files);
    await runner.run(sample, files);
    expect(seen).toEqual(['a.sh', 'b.sh', 'c.sh']);
  });
});
