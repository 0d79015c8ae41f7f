import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { airworthy } from '../__testUtils__/airworthy';
import { ordersScorecard, ordersService } from '../__testUtils__/orders';
import { TemporaryFolder } from '../__testUtils__/TemporaryFolder';

let folder: TemporaryFolder;
let elsewhere: TemporaryFolder;

beforeEach(() => {
  folder = new TemporaryFolder();
  folder.write({ ...ordersService, 'house.yaml': ordersScorecard });
  elsewhere = new TemporaryFolder();
});

afterEach(() => {
  folder.remove();
  elsewhere.remove();
});

const check = (...args: string[]) =>
  airworthy(['check', '--scorecards', 'house.yaml', ...args], {
    cwd: folder.path,
  });

describe('a repository', () => {
  it.each(['filter.lfs', 'filter.a=b'])(
    'cannot have its own commands run, with %s',
    async filter => {
      const mark = join(elsewhere.path, 'was-run');
      const command = `touch '${mark}' && cat`;
      folder.write({
        '.gitattributes': `Dockerfile filter=${filter.slice(7)}\n`,
      });
      folder.commit();
      const config = `[filter "${filter.slice(
        7,
      )}"]\n  smudge = "${command}"\n  required = true\n`;
      folder.write({
        '.git/config': `[core]\n  repositoryformatversion = 0\n  fsmonitor = "${command}"\n${config}`,
        '.git/hooks/post-index-change': `#!/bin/sh\n${command}\n`,
      });
      chmodSync(join(folder.path, '.git/hooks/post-index-change'), 0o755);

      const { code, stderr } = await check('--baseline', 'HEAD');

      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(existsSync(mark)).toBe(false);
    },
  );

  it('is the one of the folder, whatever a hook says of another', async () => {
    folder.commit();
    folder.write({ '.gitignore': '.env\n', '.env': 'TOKEN=abc\n' });
    const { env } = process;
    process.env = { ...env, GIT_DIR: elsewhere.path, GIT_INDEX_FILE: '/none' };
    try {
      const { stdout } = await check();
      expect(stdout).toContain('L2 reached');
    } finally {
      process.env = env;
    }
  });

  it('leaves no copy of a baseline behind', async () => {
    folder.commit();
    const bin = join(__dirname, '../../bin/airworthy.cjs');

    execFileSync(
      process.execPath,
      [bin, 'check', '--scorecards', 'house.yaml', '--baseline', 'HEAD'],
      { cwd: folder.path, env: { ...process.env, TMPDIR: elsewhere.path } },
    );

    expect(
      readdirSync(elsewhere.path).filter(name => name.startsWith('airworthy')),
    ).toEqual([]);
  });

  it('may have line breaks in its name', async () => {
    folder.write(
      Object.fromEntries(
        Object.entries(ordersService).map(([path, text]) => [
          `a\nb/${path}`,
          text,
        ]),
      ),
    );
    folder.commit();
    folder.write({ 'a\nb/Dockerfile': 'FROM node:24.4.1-slim\nUSER root\n' });

    const { code, stdout } = await check('a\nb', '--baseline', 'HEAD');

    expect(code).toBe(1);
    expect(stdout).toContain('worse   L1 Images run as non-root');
  });
});
