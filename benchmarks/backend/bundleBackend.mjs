import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { bundles } from '../loadSource.mjs';

/**
 * Makes one file of an entry and of what it takes from this repository, as a
 * portal in production has no TypeScript to transform. Answers its path, which
 * is inside of the repository, so that all other packages are found.
 */
export async function bundleBackend(entry) {
  const outfile = join(bundles, `${basename(entry).replace(/\.\w+$/, '')}.cjs`);
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    logLevel: 'error',
    plugins: [{ name: 'packages of others stay', setup: keepOthers }],
  });
  return outfile;
}

function keepOthers({ onResolve }) {
  onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
    kind === 'entry-point' || path.startsWith('@airworthy/')
      ? undefined
      : { path, external: true },
  );
}
