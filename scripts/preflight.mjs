// Says in one line what would keep the portal from starting.
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fail, root } from './terminal.mjs';

function isFree(port) {
  return new Promise(resolve => {
    const server = createServer()
      .once('error', () => resolve(false))
      .once('listening', () => server.close(() => resolve(true)))
      .listen(port, '127.0.0.1');
  });
}

for (const [port, part] of [
  [3000, 'app'],
  [7007, 'backend'],
]) {
  if (!(await isFree(port))) {
    fail(
      `Port ${port}, which the portal's ${part} needs, is in use. Is the portal running already?`,
    );
  }
}

// What the portal keeps between restarts lives here.
mkdirSync(join(root, '.data', 'repositories'), { recursive: true });
