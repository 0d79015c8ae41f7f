import { parseYamlDocuments } from '../../yaml/readYaml';
import { withoutMarkupComments } from '../files/markupComments';
import { SignalCollection } from './findSignals';

/** A setting of a Java framework, and what it switches on. */
interface PropertyRule {
  signal: string;
  key: RegExp;
  value: RegExp;
}

const on = /^(?!false$|none$|off$)./i;

const propertyRules: PropertyRule[] = [
  {
    signal: 'signal-handler',
    key: /^(server\.shutdown|quarkus\.shutdown\.timeout)$/,
    value: /^(graceful|\d.*)$/,
  },
  {
    signal: 'drain',
    key: /^(server\.shutdown|quarkus\.shutdown\.timeout|micronaut\.lifecycle\.graceful-shutdown\.enabled)$/,
    value: /^(graceful|true|\d.*)$/,
  },
  {
    signal: 'immediate-shutdown',
    key: /^server\.shutdown$/,
    value: /^immediate$/,
  },
  {
    signal: 'bulkhead',
    key: /^(resilience4j\.(thread-pool-)?bulkhead\.|spring\.datasource\.hikari\.maximum-?pool-?size$|quarkus\.datasource\.(jdbc|reactive)\.max-size$|datasources\.[\w-]+\.maximum-pool-size$)/i,
    value: on,
  },
  {
    signal: 'log-trace-correlation',
    key: /^(logging\.pattern\.|quarkus\.log\.console\.format$)/,
    value: /\btrace_?[iI]d\b/,
  },
  {
    signal: 'request-id',
    key: /^logging\.pattern\./,
    value: /\b(request|correlation)_?[iI]d\b/,
  },
  {
    signal: 'dynamic-configuration',
    key: /^spring\.cloud\.kubernetes\.reload\.enabled$/,
    value: on,
  },
  {
    signal: 'error-handler',
    key: /^(server\.error\.(path|include-[\w-]+)|spring\.(mvc|webflux)\.problemdetails\.enabled)$/,
    value: on,
  },
  {
    signal: 'health-route',
    key: /^management\.endpoints\.web\.exposure\.include/,
    value: /health|\*/,
  },
  {
    signal: 'metrics-route',
    key: /^management\.endpoints\.web\.exposure\.include/,
    value: /prometheus|metrics|\*/,
  },
  {
    signal: 'readiness-route',
    key: /^management\.endpoint\.health\.(probes\.enabled|group\.readiness\.)/,
    value: on,
  },
  {
    signal: 'structured-logging',
    key: /^(logging\.structured\.format\.|quarkus\.log\.console\.json)/,
    value: on,
  },
  {
    signal: 'tracing-setup',
    key: /^(management\.(otlp\.tracing|opentelemetry\.tracing|tracing\.sampling)\.|quarkus\.otel\.exporter|otel\.exporter\.otlp)/,
    value: on,
  },
  {
    signal: 'timeout',
    key: /^((spring\.http\.|quarkus\.rest-client\.|micronaut\.http\.(client|services)\.).*timeout|resilience4j\.timelimiter\.)/,
    value: on,
  },
  { signal: 'retry', key: /^resilience4j\.retry\./, value: on },
  {
    signal: 'circuit-breaker',
    key: /^resilience4j\.circuitbreaker\./,
    value: on,
  },
  { signal: 'rate-limit', key: /^resilience4j\.ratelimiter\./, value: on },
  {
    signal: 'environment-configuration',
    key: /./,
    value: /\$\{[A-Z][A-Z0-9_]*[:}]/,
  },
];

const propertiesFile =
  /(^|\/)(application|bootstrap)(-[\w-]+)?\.(properties|ya?ml)$/;

/** A settings file of Spring, Quarkus or Micronaut that goes into the product. */
export function isPropertiesFile(path: string): boolean {
  return propertiesFile.test(path) && !/(^|\/)src\/test\//.test(path);
}

/** Finds what settings switch on. */
export function findPropertySignals(
  path: string,
  text: string,
  found: SignalCollection,
): void {
  const properties = path.endsWith('.properties')
    ? propertiesOf(text)
    : yamlPropertiesOf(text);
  for (const { key, value, lineOf } of properties) {
    for (const rule of propertyRules) {
      if (
        !found.isComplete(rule.signal) &&
        rule.key.test(key) &&
        rule.value.test(value)
      ) {
        found.add({
          path,
          line: lineOf(),
          language: 'java',
          signal: rule.signal,
        });
      }
    }
  }
}

interface Property {
  key: string;
  value: string;
  lineOf: () => number;
}

function propertiesOf(text: string): Property[] {
  return text.split('\n').flatMap((raw, index) => {
    const match = /^\s*([^#!\s=:][^\s=:]{0,200})\s*[=:](.*)$/.exec(
      raw.slice(0, 2_000),
    );
    return match
      ? [{ key: match[1], value: match[2].trim(), lineOf: () => index + 1 }]
      : [];
  });
}

function yamlPropertiesOf(text: string): Property[] {
  const found: Property[] = [];
  for (const { value, lineOf } of parseYamlDocuments(text).documents) {
    const visit = (node: unknown, path: string[]) => {
      if (typeof node === 'object' && node !== null) {
        Object.entries(node).forEach(([key, child]) =>
          visit(child, [...path, key]),
        );
      } else if (path.length > 0) {
        found.push({
          key: path.join('.'),
          value: String(node),
          lineOf: () => lineOf(path),
        });
      }
    };
    visit(value, []);
  }
  return found;
}

const logbackFile = /(^|\/)(logback(-spring)?|log4j2(-spring)?)\.xml$/;

/** What a line of a logging configuration gives away. */
const loggingRules: [signal: string, pattern: RegExp][] = [
  [
    'structured-logging',
    /\b(LogstashEncoder|LoggingEventCompositeJsonEncoder|JsonEncoder|EcsEncoder|JsonLayout|JsonTemplateLayout)\b/,
  ],
  ['log-trace-correlation', /%(X|mdc)\{trace[._]?id\b/i],
  ['request-id', /%(X|mdc)\{(request|correlation)[._-]?id\b/i],
];

/** A logging configuration of Java. */
export function isLoggingFile(path: string): boolean {
  return logbackFile.test(path) && !/(^|\/)src\/test\//.test(path);
}

/** Finds what logs carry, and whether they are written as JSON. */
export function findLoggingSignals(
  path: string,
  text: string,
  found: SignalCollection,
): void {
  const lines = withoutMarkupComments(text).split('\n');
  for (const [signal, pattern] of loggingRules) {
    const index = lines.findIndex(line => pattern.test(line.slice(0, 2_000)));
    if (index >= 0) {
      found.add({ path, line: index + 1, language: 'java', signal });
    }
  }
}
