import fc from 'fast-check';
import { observeSection } from '../testing';
import { firstValueLine } from './environmentFile';
import { filesAnalyzer } from './filesAnalyzer';

const analyze = async (files: Record<string, string>) =>
  (await observeSection(filesAnalyzer, files)).facts;

describe('filesAnalyzer', () => {
  it('counts files and orders languages by their files', async () => {
    expect(
      await analyze({
        'a.py': '',
        'src/a.ts': '',
        'src/b.tsx': '',
        'README.md': '',
        'node_modules/x/a.js': '',
        '.py': '',
        'odd.constructor': '',
      }),
    ).toEqual({ count: 6, env: [], languages: ['typescript', 'python'] });
  });

  it('finds environment files with values, at the first value', async () => {
    const { env } = await analyze({
      '.env': '# settings\nEMPTY=\nNONE=""\nexport PORT=3000\n',
      'deploy/.env.production': 'KEY=value',
    });
    expect(env).toEqual([
      { path: '.env', line: 4 },
      { path: 'deploy/.env.production', line: 1 },
    ]);
  });

  it('passes over examples, empty files and files of others', async () => {
    const { env } = await analyze({
      '.env': 'A=\n# B=1\nC= # none\nD="encrypted:abc"\n',
      '.env.example': 'A=1',
      '.env.production.sample': 'A=1',
      '.env.template': 'A=1',
      '.env.example.cloud': 'A=1',
      '.env.dist': 'A=1',
      '.environment': 'A=1',
      'my.env.ts': 'A=1',
      'vendor/x/.env': 'A=1',
    });
    expect(env).toEqual([]);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        const line = firstValueLine(text);
        expect(line === undefined || line > 0).toBe(true);
      }),
    );
  });
});
