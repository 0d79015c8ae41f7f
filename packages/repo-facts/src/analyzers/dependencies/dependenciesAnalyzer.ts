import { Analyzer } from '../Analyzer';
import { readHooks } from './hooks';
import { lockFileOf } from './lockFiles';
import { readManifests } from './manifests';
import { providesOf } from './provides/providesOf';
import { readUpdateTools } from './updates';

/** States what the software is built on, and how that is kept in order. */
export const dependenciesAnalyzer: Analyzer<'dependencies'> = {
  section: 'dependencies',
  scope: 'entity',
  async analyze(context) {
    const paths = new Set(context.listing.files.map(file => file.path));
    const found = await readManifests(context);
    return {
      manifests: found.map(({ path, manifest }) => ({
        path,
        line: manifest.line,
        ecosystem: manifest.ecosystem,
        name: manifest.name,
        lockFile: lockFileOf(path, manifest, paths),
      })),
      packages: found.flatMap(({ path, manifest: { ecosystem, packages } }) =>
        packages.map(({ name, version, scope, line }) => ({
          path,
          line,
          ecosystem,
          name,
          version,
          scope,
          provides: providesOf(ecosystem, name, version),
        })),
      ),
      updates: await readUpdateTools(context),
      hooks: await readHooks(context),
    };
  },
};
