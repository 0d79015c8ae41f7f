import { AnalyzerContext } from '../Analyzer';
import { fileName, foldersAbove, inFolder } from '../files/paths';
import { readCargo } from './cargo';
import { readGoModule } from './goModule';
import { readGradleBuild, readVersionCatalog, VersionCatalog } from './gradle';
import { Manifest, ManifestReader, UnreadableManifestError } from './Manifest';
import { readPom } from './maven';
import { readPackageJson } from './npm';
import { readDotnetProject } from './nuget';
import { readPipfile, readPyproject, readRequirements } from './python';

const readers: Record<string, ManifestReader> = {
  'package.json': readPackageJson,
  'pyproject.toml': readPyproject,
  Pipfile: readPipfile,
  'go.mod': readGoModule,
  'pom.xml': readPom,
  'Cargo.toml': readCargo,
};

/** Manifests whose names differ from one to the next. */
const readersByPath: [RegExp, ManifestReader][] = [
  [
    /(^|\/)(requirements[\w.-]*\.txt|requirements\/[\w.-]+\.txt)$/,
    readRequirements,
  ],
  [/\.(cs|fs)proj$/, readDotnetProject],
];

const gradleBuild = /(^|\/)build\.gradle(\.kts)?$/;

/** Reads all manifests of an entity; notes those that make no sense. */
export async function readManifests(
  context: AnalyzerContext,
): Promise<{ path: string; manifest: Manifest }[]> {
  const found = [];
  const paths = new Set(context.listing.files.map(file => file.path));
  for (const { path } of context.entity.files) {
    const name = fileName(path);
    const named = Object.hasOwn(readers, name) ? readers[name] : undefined;
    const read =
      named ?? readersByPath.find(([pattern]) => pattern.test(path))?.[1];
    if (read) {
      const manifest = await attempt(context, path, text => read(text, path));
      if (manifest) {
        found.push({ path, manifest });
      }
    } else if (gradleBuild.test(path)) {
      const catalog = await catalogFor(context, path, paths);
      const manifest = await attempt(context, path, text =>
        readGradleBuild(text, path, catalog),
      );
      // A build of several projects often has a root that asks for nothing.
      if (manifest && manifest.packages.length > 0) {
        found.push({ path, manifest });
      }
    }
  }
  return found;
}

async function catalogFor(
  context: AnalyzerContext,
  path: string,
  paths: ReadonlySet<string>,
): Promise<VersionCatalog> {
  const place = foldersAbove(path)
    .map(folder => inFolder(folder, 'gradle/libs.versions.toml'))
    .find(candidate => paths.has(candidate));
  const catalog = place && (await attempt(context, place, readVersionCatalog));
  return catalog || new Map();
}

async function attempt<T>(
  { read, problem }: AnalyzerContext,
  path: string,
  parse: (text: string) => T | undefined,
): Promise<T | undefined> {
  const text = await read(path);
  try {
    return text === undefined ? undefined : parse(text);
  } catch (error) {
    if (!(error instanceof UnreadableManifestError)) {
      throw error;
    }
    problem({ path, line: error.line, reason: `${path} ${error.message}` });
    return undefined;
  }
}
