import { Analyzer } from '../Analyzer';
import { folderOf } from '../files/paths';
import { readHooks } from './hooks';
import { LockFiles } from './lockFiles';
import { mostPackages } from './Manifest';
import { readManifests } from './manifests';
import { providesOf } from './provides/providesOf';
import { readUpdateTools } from './updates';
import { foreignLanguage } from '../source/foreignLanguage';

/** States what the software is built on, and how that is kept in order. */
export const dependenciesAnalyzer: Analyzer<'dependencies'> = {
  section: 'dependencies',
  scope: 'repository',
  async analyze(context) {
    const found = await readManifests(context);
    const foreign = foreignLanguage(context.entity.files);
    if (foreign) {
      context.problem({
        path: foreign.path,
        reason: `What ${foreign.language} depends on is not read.`,
        list: 'packages',
      });
    }
    const locks = new LockFiles(context);
    const manifests = [];
    for (const { path, manifest } of found) {
      manifests.push({
        path,
        line: manifest.line,
        ecosystem: manifest.ecosystem,
        name: manifest.name,
        version: manifest.version ?? '',
        lockFile: await locks.of(path, manifest),
      });
    }
    return {
      manifests,
      packages: found.flatMap(({ path, manifest: { ecosystem, packages } }) =>
        packages
          .slice(0, mostPackages)
          .map(({ name, version, scope, line }) => ({
            path,
            line,
            ecosystem,
            name,
            version,
            scope,
            provides: providesOf(ecosystem, name, version),
          })),
      ),
      updates: await readUpdateTools(
        context,
        manifests.flatMap(({ lockFile }) =>
          lockFile ? folderOf(lockFile) : [],
        ),
      ),
      hooks: await readHooks(context),
    };
  },
};
