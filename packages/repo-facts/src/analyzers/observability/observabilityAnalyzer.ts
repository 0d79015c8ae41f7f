import { RepoFacts } from '../../facts';
import { parseYamlDocuments, YamlDocument } from '../../yaml/readYaml';
import { Analyzer, AnalyzerContext } from '../Analyzer';
import { asObject, asText } from '../files/plainValues';
import { isAmongTests } from '../source/testFiles';
import { readAlerts } from './alerts';
import { collectorLine } from './collectors';
import { readDashboard } from './dashboards';
import { readSlos } from './slos';

type Observability = RepoFacts['observability'];

/** Words without which a file is not worth parsing. */
const yamlWords = [
  'alert:',
  '"alert"',
  'openslo/',
  'pyrra.dev/',
  'sloth.slok.dev/',
  'prometheus/v1',
  'receivers',
  'grafana_dashboard',
  'GrafanaDashboard',
];

const yamlFile = /\.(ya?ml|rules)$/i;
const jsonFile = /\.json$/i;

/** Larger files are data, unless their path says otherwise. */
const largestUnclear = 1024 * 1024;
const clearPath =
  /dashboard|grafana|monitoring|observability|prometheus|alert/i;

/** States what watches over the software: alerts, dashboards, objectives. */
export const observabilityAnalyzer: Analyzer<'observability'> = {
  section: 'observability',
  scope: 'entity',
  async analyze(context) {
    const facts: Observability = {
      alerts: [],
      dashboards: [],
      slos: [],
      collectors: [],
    };
    for (const { path, size } of context.listing.files) {
      const isUnclear = size > largestUnclear && !clearPath.test(path);
      if (isUnclear || isAmongTests(path)) {
        continue;
      }
      if (yamlFile.test(path)) {
        await readYamlFile(context, path, facts);
      } else if (jsonFile.test(path)) {
        await readJsonFile(context, path, facts);
      }
    }
    return facts;
  },
};

/**
 * Reads a file. One that cannot be read leaves something unknown only where
 * its path says that it is about watching: any other is as likely to be none.
 */
async function readCandidate(
  { read, tree, signal }: AnalyzerContext,
  path: string,
): Promise<string | undefined> {
  if (clearPath.test(path)) {
    return read(path);
  }
  signal?.throwIfAborted();
  return tree.read(path).catch(() => undefined);
}

async function readJsonFile(
  context: AnalyzerContext,
  path: string,
  facts: Observability,
): Promise<void> {
  const text = await readCandidate(context, path);
  if (text?.includes('"panels"')) {
    const dashboard = readDashboard(text);
    if (dashboard) {
      facts.dashboards.push({ path, line: 1, ...dashboard });
    }
  }
}

async function readYamlFile(
  context: AnalyzerContext,
  path: string,
  facts: Observability,
): Promise<void> {
  const text = await readCandidate(context, path);
  if (!text || !yamlWords.some(word => text.includes(word))) {
    return;
  }
  const { documents, errors } = parseYamlDocuments(text);
  for (const { message, line } of errors) {
    context.problem({
      path,
      line,
      reason: `${path} is not valid YAML: ${message}`,
    });
  }
  for (const document of documents) {
    facts.alerts.push(...readAlerts(document).map(fact => ({ path, ...fact })));
    facts.slos.push(...readSlos(document).map(fact => ({ path, ...fact })));
    facts.dashboards.push(
      ...dashboardsIn(document).map(fact => ({ path, ...fact })),
    );
    const line = collectorLine(document);
    if (line !== undefined) {
      facts.collectors.push({ path, line });
    }
  }
}

/** Dashboards written as text in a ConfigMap or a GrafanaDashboard. */
function dashboardsIn({ value, lineOf }: YamlDocument) {
  const root = asObject(value);
  const places = {
    ConfigMap: ['data'],
    GrafanaDashboard: ['spec'],
  }[asText(root.kind)];
  return (places ?? []).flatMap(place =>
    Object.entries(asObject(root[place])).flatMap(([key, text]) => {
      const dashboard = asText(text).includes('"panels"')
        ? readDashboard(asText(text))
        : undefined;
      return dashboard ? [{ line: lineOf([place, key]), ...dashboard }] : [];
    }),
  );
}
