import { parseYamlDocuments } from '../../yaml/readYaml';
import { asObject } from '../files/plainValues';
import { SignalCollection } from './findSignals';

/** A script that an image begins with. */
const entrypoint = /(^|\/)(?:docker-)?entrypoint(?:\.\w{1,9})?$/i;

/** How a command that starts the service instruments it from outside. */
const commandRules: { signals: string[]; pattern: RegExp; path?: RegExp }[] = [
  {
    signals: ['migration-run'],
    path: entrypoint,
    pattern:
      /\b(?:manage\.py|flask db|alembic|prisma|knex|typeorm|sequelize|db-migrate|goose|dbmate|rails|artisan)\b[^#]{0,100}\b(?:migrate|upgrade|up)\b/,
  },
  {
    signals: ['tracing-setup', 'trace-propagation', 'log-trace-correlation'],
    pattern:
      /-javaagent:\S{0,200}opentelemetry|@opentelemetry\/auto-instrumentations-node\/register/,
  },
  {
    signals: ['tracing-setup', 'trace-propagation'],
    pattern: /\bopentelemetry-instrument["',\s]/,
  },
  {
    // These servers stop on SIGTERM and wait for requests by themselves; a
    // shell in between would keep the signal.
    signals: ['signal-handler', 'drain'],
    pattern:
      /^(?:CMD|ENTRYPOINT)[ \t]{0,9}\[.{0,200}["'/](?:fastapi["', ]{1,9}run|uvicorn|gunicorn|hypercorn|granian)["']|^web:.{0,200}[ /](?:fastapi run|uvicorn|gunicorn|hypercorn|granian)\b/,
  },
  {
    signals: ['log-trace-correlation'],
    pattern: /\bOTEL_PYTHON_LOG_CORRELATION\s*=\s*["']?true\b/,
  },
];

/** What an operator does for pods with an annotation. */
const annotationRules: { signals: string[]; name: RegExp }[] = [
  {
    signals: ['tracing-setup', 'trace-propagation', 'log-trace-correlation'],
    name: /^instrumentation\.opentelemetry\.io\/inject-(?:java|nodejs|dotnet)$/,
  },
  {
    signals: ['tracing-setup', 'trace-propagation'],
    name: /^instrumentation\.opentelemetry\.io\/inject-(?:python|go)$/,
  },
  {
    // Reloader restarts the pods when what they were configured with changes.
    signals: ['dynamic-configuration'],
    name: /^(?:configmap\.|secret\.)?reloader\.stakater\.com\/(?:auto|search|reload)$/,
  },
];

const workloadKinds = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'Rollout',
]);

const annotationPlaces = [
  ['metadata', 'annotations'],
  ['spec', 'template', 'metadata', 'annotations'],
];

const commandFile =
  /(^|\/)(?:Dockerfile[^/]*|[^/]+\.dockerfile|Containerfile|Procfile|package\.json|(?:docker-)?entrypoint(?:\.\w{1,9})?)$/i;
const manifestFile = /\.ya?ml$/i;

/** A file that may say how the service is started, or with what. */
export function isStartupFile(path: string): boolean {
  return commandFile.test(path) || manifestFile.test(path);
}

/** Finds what is switched on from outside, where the service is started. */
export function findStartupSignals(
  path: string,
  text: string,
  found: SignalCollection,
): void {
  if (manifestFile.test(path)) {
    findAnnotations(path, text, found);
    return;
  }
  text.split('\n').forEach((raw, index) => {
    const line = raw.slice(0, 2_000);
    if (line.trimStart().startsWith('#')) {
      return;
    }
    for (const { signals, pattern, path: only } of commandRules) {
      if (pattern.test(line) && (!only || only.test(path))) {
        add(signals, { path, line: index + 1, language: 'shell' }, found);
      }
    }
  });
}

function findAnnotations(
  path: string,
  text: string,
  found: SignalCollection,
): void {
  if (
    !/instrumentation\.opentelemetry\.io|reloader\.stakater\.com/.test(text)
  ) {
    return;
  }
  for (const { value, lineOf } of parseYamlDocuments(text).documents) {
    if (!workloadKinds.has(String(asObject(value).kind))) {
      continue;
    }
    for (const place of annotationPlaces) {
      const annotations = place.reduce<unknown>(
        (node, key) => asObject(node)[key],
        value,
      );
      for (const [name, setting] of Object.entries(asObject(annotations))) {
        const rule = annotationRules.find(each => each.name.test(name));
        if (rule && String(setting) !== 'false') {
          const line = lineOf([...place, name]);
          add(rule.signals, { path, line, language: 'yaml' }, found);
        }
      }
    }
  }
}

function add(
  signals: string[],
  place: { path: string; line: number; language: string },
  found: SignalCollection,
): void {
  signals.forEach(signal => found.add({ ...place, signal }));
}
