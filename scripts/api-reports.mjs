// Writes the API report of each published package; with `--ci`, fails when one
// is out of date. They are made of what `tsc` left; with `--build` it runs
// first, from scratch: the order of unions in a report depends on it.
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fail, root, run } from './terminal.mjs';

const folders = ['packages', 'plugins'].flatMap(parent =>
  readdirSync(join(root, parent)).map(name => `${parent}/${name}`),
);
const published = folders.filter(folder => {
  const manifest = join(root, folder, 'package.json');
  return (
    existsSync(manifest) && !JSON.parse(readFileSync(manifest, 'utf8')).private
  );
});

const args = process.argv.slice(2).filter(arg => arg !== '--build');
if (process.argv.includes('--build')) {
  rmSync(join(root, 'dist-types'), { recursive: true, force: true });
  if ((await run('tsc', [])) !== 0) fail('The types could not be built.');
}

process.exit(
  await run('backstage-repo-tools', [
    'api-reports',
    ...published,
    '--omit-messages',
    'ae-undocumented,ae-wrong-input-file-type',
    ...args,
  ]),
);
