// Makes airworthy.cjs in dist, or in the folder that is given: the whole command
// in one file, scorecards included.
import { createRequire } from 'node:module';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, extname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { parse } from 'yaml';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const target = resolve(process.argv[2] ?? join(root, 'dist'));
const require = createRequire(import.meta.url);

/** Stands for the module that reads the scorecards from the folder of their package. */
const embeddedScorecards = {
  name: 'embedded-scorecards',
  setup(bundle) {
    bundle.onLoad({ filter: /[\\/]builtInScorecards\.ts$/ }, async () => {
      const manifest = require.resolve('@airworthy/scorecards/package.json');
      const folder = join(dirname(manifest), 'scorecards');
      const files = (await readdir(folder))
        .filter(file => extname(file) === '.yaml')
        .sort();
      const scorecards = await Promise.all(
        files.map(async file => {
          const name = file.slice(0, -'.yaml'.length);
          const yaml = await readFile(join(folder, file), 'utf8');
          // Read in a fraction of the time, and says the same.
          const text = JSON.stringify(parse(yaml));
          return { name, source: `built-in:${name}`, text };
        }),
      );
      return {
        contents: `export const readBuiltInScorecards = async () => ${JSON.stringify(
          scorecards,
        )};`,
      };
    });
  },
};

/** One copy of zod, and its messages in no other language than English. */
const leanZod = {
  name: 'lean-zod',
  setup(bundle) {
    const zod = join(dirname(require.resolve('zod/package.json')), 'index.js');
    bundle.onResolve({ filter: /^zod(\/v4)?$/ }, () => ({ path: zod }));
    bundle.onLoad({ filter: /zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: '',
    }));
  },
};

const { metafile } = await build({
  entryPoints: [join(root, 'src/bin.ts')],
  outfile: join(target, 'airworthy.cjs'),
  bundle: true,
  platform: 'node',
  target: 'node20',
  minify: true,
  metafile: true,
  logLevel: 'warning',
  plugins: [embeddedScorecards, leanZod],
});

// The packages of which something is in the file, a line for each.
const [{ inputs }] = Object.values(metafile.outputs);
const packages = Object.keys(inputs)
  .filter(path => inputs[path].bytesInOutput > 0)
  .map(path => path.split('node_modules/').slice(1).pop())
  .map(path => path && /^(?:@[^/]+\/)?[^/]+/.exec(path)?.[0])
  .filter(name => name !== undefined);
console.log([...new Set(packages)].sort().join('\n'));
