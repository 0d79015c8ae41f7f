import { parseYamlDocuments, YamlDocument } from '../../yaml/readYaml';
import { asObject, asText } from '../files/plainValues';

/** The line of an OpenTelemetry collector configuration, if there is one. */
export function collectorLine({
  value,
  lineOf,
}: YamlDocument): number | undefined {
  const root = asObject(value);
  if (isCollector(root)) {
    return lineOf(['receivers']);
  }
  if (root.kind === 'OpenTelemetryCollector') {
    const { config } = asObject(root.spec);
    return isCollector(fromText(config))
      ? lineOf(['spec', 'config'])
      : undefined;
  }
  if (root.kind === 'ConfigMap') {
    const entry = Object.entries(asObject(root.data)).find(
      ([, text]) =>
        asText(text).includes('receivers:') && isCollector(fromText(text)),
    );
    return entry && lineOf(['data', entry[0]]);
  }
  return undefined;
}

/** A configuration may be written as text in a resource. */
function fromText(config: unknown): Record<string, unknown> {
  return typeof config === 'string'
    ? asObject(parseYamlDocuments(config).documents[0]?.value)
    : asObject(config);
}

function isCollector(config: Record<string, unknown>): boolean {
  return [
    config.receivers,
    config.exporters,
    asObject(config.service).pipelines,
  ].every(part => Object.keys(asObject(part)).length > 0);
}
