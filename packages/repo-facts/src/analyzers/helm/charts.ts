import { posix } from 'node:path';
import { parseYamlDocuments } from '../../yaml/readYaml';
import { AnalyzerContext } from '../Analyzer';
import { environmentOf, isProduction } from '../environmentNames';
import { mapOf, textOf } from '../shapes';
import { mergeValues } from './templateFunctions';

/** A chart of this repository, with the files that belong to it. */
export interface Chart {
  folder: string;
  /** What `Chart.yaml` says. */
  about: Record<string, unknown>;
  values: Record<string, unknown>;
  /** Values by environment, over the defaults. */
  environments: Map<string, Record<string, unknown>>;
  /** Paths of the templates that become manifests. */
  templates: string[];
  /** Paths of all files that may define templates to include. */
  sources: string[];
}

/** Whoever installs a chart names the namespace of its release. */
export const releaseNamespace = 'release-namespace';

/** More charts than one repository has, and more environments than one chart. */
const maxCharts = 50;
const maxEnvironments = 100;

/** Reads the charts of a tree, without those that others wrote. */
export async function readCharts(context: AnalyzerContext): Promise<Chart[]> {
  const paths = context.listing.files.map(({ path }) => path);
  const folders = paths
    .filter(path => /(?:^|\/)Chart\.ya?ml$/.test(path))
    .map(path => posix.dirname(path))
    .slice(0, maxCharts);
  const own = folders.filter(
    folder =>
      // Below `charts` lie dependencies, which were written elsewhere.
      !folders.some(
        other =>
          other !== folder && isBelow(posix.join(other, 'charts'), folder),
      ),
  );
  const charts: Chart[] = [];
  for (const folder of own) {
    const inside = paths.filter(path => isBelow(folder, path));
    const about = await readMap(
      context,
      inside.find(path => /^Chart\.ya?ml$/.test(posix.relative(folder, path))),
    );
    if (about.type === 'library') {
      continue;
    }
    const values = await readMap(
      context,
      inside.find(path => posix.relative(folder, path) === 'values.yaml'),
    );
    const environments = new Map<string, Record<string, unknown>>();
    for (const path of own.length === 1 ? paths : inside) {
      const environment = isValuesPath(path) ? environmentOf(path) : '';
      if (environments.size >= maxEnvironments) {
        context.problem({ path, reason: 'There are too many values files.' });
        break;
      }
      if (environment) {
        const over = await readMap(context, path);
        environments.set(
          environment,
          mergeValues(environments.get(environment) ?? values, over),
        );
      }
    }
    const sources = inside.filter(path =>
      /(?:^|\/)templates\/.*\.(?:ya?ml|tpl)$/.test(path),
    );
    charts.push({
      ...{ folder, about, values, environments, sources },
      templates: sources.filter(
        path =>
          /\.ya?ml$/.test(path) &&
          isBelow(posix.join(folder, 'templates'), path) &&
          !/(?:^|\/)(?:_[^/]*|tests\/.*)$/.test(posix.relative(folder, path)),
      ),
    });
  }
  return charts;
}

/** The values that a chart is told with: those of production, if it has them. */
export function deliveredValues({
  values,
  environments,
}: Chart): Record<string, unknown> {
  const [, found = values] =
    [...environments].find(([name]) => isProduction(name)) ?? [];
  return found;
}

/** What templates of a chart find at their root. */
export function rootOf(
  { about, folder }: Chart,
  values: Record<string, unknown>,
): Record<string, unknown> {
  const name = textOf(about.name) || posix.basename(folder);
  const { version, appVersion, description } = about;
  return {
    Values: structuredClone(values),
    Chart: {
      ...{ Name: name, Version: version, AppVersion: appVersion },
      ...{ Description: description, Type: 'application' },
    },
    Release: {
      ...{ Name: name, Namespace: releaseNamespace, Service: 'Helm' },
      ...{ IsInstall: true, IsUpgrade: false, Revision: 1 },
    },
    Capabilities: {
      KubeVersion: {
        Version: 'v1.99.0',
        GitVersion: 'v1.99.0',
        Major: '1',
        Minor: '99',
      },
    },
    Template: { Name: name, BasePath: 'templates' },
  };
}

function isValuesPath(path: string): boolean {
  return (
    /(?:^|\/)values?[\w.-]*\.ya?ml$/.test(path) ||
    /(?:^|\/)values\/[\w.-]+\.ya?ml$/.test(path)
  );
}

function isBelow(folder: string, path: string): boolean {
  return folder === '.' || path.startsWith(`${folder}/`);
}

async function readMap(
  { read, problem }: AnalyzerContext,
  path: string | undefined,
): Promise<Record<string, unknown>> {
  const text = path && (await read(path));
  const { documents, errors } = parseYamlDocuments(text || '', true);
  for (const { message, line } of errors) {
    problem({ path, line, reason: `${path}:${line} ${message}` });
  }
  return mapOf(documents[0]?.value);
}
