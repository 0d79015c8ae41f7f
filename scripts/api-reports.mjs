// Writes the API report of each published package; with `--ci`, fails when one
// is out of date.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './terminal.mjs';

const folders = ['packages', 'plugins'].flatMap(parent =>
  readdirSync(join(root, parent)).map(name => `${parent}/${name}`),
);
const published = folders.filter(folder => {
  const manifest = join(root, folder, 'package.json');
  return (
    existsSync(manifest) && !JSON.parse(readFileSync(manifest, 'utf8')).private
  );
});

process.exit(
  await run('backstage-repo-tools', [
    'api-reports',
    ...published,
    '--omit-messages',
    'ae-undocumented,ae-wrong-input-file-type',
    ...process.argv.slice(2),
  ]),
);
