import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { devNull } from 'node:os';
import { dirname, join } from 'node:path';

/** What the portal of the browser tests keeps, see scripts/serve-built-portal.mjs. */
const data = '.data/e2e';

/** Without anybody's settings, and without the repository that a hook is about. */
const environment = {
  ...Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')),
  ),
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: devNull,
};

/** Runs git in a folder of the portal's data. Answers what it said. */
export function git(folder: string, ...args: string[]): string {
  const who = ['user.name=Test', 'user.email=test@example.com'];
  return execFileSync(
    'git',
    [...who.flatMap(setting => ['-c', setting]), ...args],
    { cwd: join(data, folder), encoding: 'utf8', env: environment },
  ).trim();
}

/** Commits files to a repository, which is made when there is none. */
export function commit(
  folder: string,
  files: Record<string, string>,
  message: string,
) {
  for (const [path, content] of Object.entries(files)) {
    const file = join(data, folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  if (!existsSync(join(data, folder, '.git'))) {
    git(folder, 'init', '--quiet', '--initial-branch=main');
  }
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', `--message=${message}`);
}

/** A service that was there before any golden path: a bare repository with a working copy. */
export function publishService(name: string, files: Record<string, string>) {
  commit(`repositories/${name}`, files, 'feat: begin');
  git('repositories', 'clone', '--quiet', '--bare', name, `${name}.git`);
  const bare = join('..', `${name}.git`);
  git(`repositories/${name}`, 'remote', 'add', 'origin', bare);
}
