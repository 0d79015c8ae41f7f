// Serves the built app from the backend on port 7107, with a store of its own
// that is empty at first: what the browser tests walk through.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './terminal.mjs';

const data = join(root, '.data', 'e2e');
rmSync(data, { recursive: true, force: true });
mkdirSync(join(data, 'repositories'), { recursive: true });

process.exit(
  await run(
    'backstage-cli',
    [
      'package',
      'start',
      '--config',
      '../../app-config.yaml',
      '--config',
      '../../e2e/app-config.yaml',
    ],
    { cwd: join(root, 'packages', 'backend') },
  ),
);
