import { createRequire } from 'node:module';
import { join } from 'node:path';
import type * as Tester from '@airworthy/template-tester';
import { UsageError } from '../UsageError';

/**
 * Loads the template tester. It brings a whole scaffolder along, so it is a
 * package of its own, beside the command or where it is run.
 *
 * @throws UsageError that says how to install it
 */
export function loadTester(cwd: string): typeof Tester {
  // Not seen by the bundler: what it finds there would be bundled.
  const name = ['@airworthy', 'template-tester'].join('/');
  for (const place of [__filename, join(cwd, 'package.json')]) {
    const require = createRequire(place);
    try {
      require.resolve(name);
    } catch {
      continue;
    }
    return require(name);
  }
  throw new UsageError(
    `The template tester is a package of its own: npm install --save-dev ${name}`,
  );
}
