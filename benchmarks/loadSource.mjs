import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** The root of this repository. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Where bundles are kept: inside of the repository, so that packages are found. */
export const bundles = join(root, 'node_modules', '.cache', 'airworthy-bench');

/** Loads TypeScript of this repository, with exports as given. */
export async function loadSource(contents) {
  mkdirSync(bundles, { recursive: true });
  const folder = mkdtempSync(join(bundles, 'source-'));
  try {
    const outfile = join(folder, 'source.cjs');
    await build({
      stdin: { contents, resolveDir: root, loader: 'ts' },
      outfile,
      bundle: true,
      platform: 'node',
      target: 'node20',
      logLevel: 'error',
    });
    return createRequire(import.meta.url)(outfile);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
