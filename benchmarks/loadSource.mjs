import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** The root of this repository. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Loads TypeScript of this repository, with exports as given. */
export async function loadSource(contents) {
  const folder = mkdtempSync(join(tmpdir(), 'airworthy-bench-'));
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
