import { RepoFacts } from '../../facts';
import { YamlDocument } from '../../yaml/readYaml';
import { asList, asObject, asText } from '../files/plainValues';

type Slo = Omit<RepoFacts['observability']['slos'][number], 'path'>;

/** What an objective measures, told by its words; the first that fits counts. */
const indicatorWords: [string, RegExp][] = [
  ['latency', /latency|duration|response[ _-]?time|p9\d/i],
  ['availability', /availab|uptime|success/i],
  ['errors', /error|fail/i],
];

/** Reads objectives as OpenSLO, Sloth and Pyrra write them. */
export function readSlos({ value, lineOf }: YamlDocument): Slo[] {
  const root = asObject(value);
  const version = asText(root.apiVersion);
  const name = asText(asObject(root.metadata).name);
  const spec = asObject(root.spec);
  const line = lineOf(['metadata', 'name']);

  if (version.startsWith('openslo/') && root.kind === 'SLO') {
    return [
      { line, name, format: 'openslo', indicator: indicatorOf(name, spec) },
    ];
  }
  if (
    version.startsWith('pyrra.dev/') &&
    root.kind === 'ServiceLevelObjective'
  ) {
    const indicator = pyrraIndicatorOf(name, asObject(spec.indicator));
    return [{ line, name, format: 'pyrra', indicator }];
  }
  if (asText(root.version).startsWith('prometheus/')) {
    return slothSlos(root.slos, index => lineOf(['slos', index]));
  }
  if (version.startsWith('sloth.slok.dev/')) {
    return slothSlos(spec.slos, index => lineOf(['spec', 'slos', index]));
  }
  return [];
}

function slothSlos(slos: unknown, lineOf: (index: number) => number): Slo[] {
  return asList(slos).map((entry, index) => {
    const slo = asObject(entry);
    const name = asText(slo.name);
    const indicator = indicatorOf(name, slo);
    return { line: lineOf(index), name, format: 'sloth', indicator };
  });
}

function pyrraIndicatorOf(
  name: string,
  indicator: Record<string, unknown>,
): string {
  if (indicator.latency || indicator.latencyNative) {
    return 'latency';
  }
  return indicator.bool_gauge ? 'availability' : indicatorOf(name, indicator);
}

/** The name says best what is meant, then the description, then the queries. */
function indicatorOf(name: string, slo: Record<string, unknown>): string {
  const texts = [name, asText(slo.description), JSON.stringify(slo)];
  for (const text of texts) {
    const known = indicatorWords.find(([, words]) => words.test(text));
    if (known) {
      return known[0];
    }
  }
  return 'other';
}
