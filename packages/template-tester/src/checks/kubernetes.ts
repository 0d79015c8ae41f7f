import { dirname, join } from 'node:path';
import { yamlValueOf } from '@airworthy/golden-paths';
import { LineCounter, parseAllDocuments } from 'yaml';
import { Check, Finding } from './Check';
import { remarkOnChart } from './helm';
import { watchReads } from './watchReads';

/** A class of `kubernetes-models`, which checks by the API's own schema. */
interface Model {
  prototype: { validate(): void };
}

/** Kinds that only tell a tool of its own what to do, and have no place in a cluster. */
const forTools =
  /^(kustomize\.config\.k8s\.io|skaffold|backstage\.io|scaffolder\.backstage\.io|airworthy\.dev|kind\.x-k8s\.io|config\.k8s\.io)(\/|$)/;

/** Manifests by the schemas of Kubernetes and the Prometheus operator; fields that they do not know are refused. */
export const kubernetesSchemas: Check = {
  id: 'kubernetes',
  title: 'Kubernetes and Prometheus-operator schemas',
  looksAt: ({ path, text }) =>
    /\.ya?ml$/.test(path) && /^apiVersion:/m.test(text) && /^kind:/m.test(text),
  async run([file]) {
    if (file.isOfChart) return { findings: [], remarks: [remarkOnChart(file)] };
    const { path, text } = file;
    const lines = new LineCounter();
    const documents = parseAllDocuments(text, {
      lineCounter: lines,
      logLevel: 'silent',
      merge: true,
    });
    const findings: Finding[] = [];
    const remarks: string[] = [];
    for (const document of Array.from(documents)) {
      const { value } = yamlValueOf(document);
      if (!isManifest(value)) continue;
      const { apiVersion, kind } = value;
      if (forTools.test(apiVersion)) continue;
      const model = modelOf(apiVersion, kind);
      if (!model) {
        remarks.push(`${apiVersion} ${kind} has no schema at hand`);
        continue;
      }
      const lineOf = (parts: string[]) => {
        let node: unknown;
        for (let length = parts.length; length >= 0 && !node; length--) {
          node = document.getIn(parts.slice(0, length), true);
        }
        const offset = (node as { range?: number[] })?.range?.[0] ?? 0;
        return lines.linePos(offset).line;
      };
      findings.push(
        ...mistakesIn(model, value).map(({ place, message }) => ({
          path,
          line: lineOf(place),
          message: `${kind} ${place.join('.')}: ${message}`,
        })),
      );
    }
    return { findings, remarks };
  },
};

function isManifest(
  value: unknown,
): value is { apiVersion: string; kind: string } {
  const { apiVersion, kind } = (value ?? {}) as Record<string, unknown>;
  return typeof apiVersion === 'string' && typeof kind === 'string';
}

function mistakesIn(
  model: Model,
  value: object,
): { place: string[]; message: string }[] {
  const watched = watchReads(value);
  const mistakes: { place: string[]; message: string }[] = [];
  try {
    model.prototype.validate.call(watched.value);
  } catch (error) {
    const { errors, message } = error as Error & {
      errors?: { instancePath: string; message?: string }[];
    };
    for (const each of errors ?? [{ instancePath: '', message }]) {
      mistakes.push({
        place: each.instancePath.split('/').slice(1),
        message: each.message ?? 'is not as its schema says',
      });
    }
  }
  for (const place of watched.unread()) {
    mistakes.push({
      place,
      message: 'is a field that its schema does not know',
    });
  }
  return mistakes;
}

const models = new Map<string, Model | undefined>();

function modelOf(apiVersion: string, kind: string): Model | undefined {
  const key = `${apiVersion} ${kind}`;
  if (!models.has(key)) models.set(key, load(apiVersion, kind));
  return models.get(key);
}

function load(apiVersion: string, kind: string): Model | undefined {
  // Both become part of a path.
  if (!/^([a-z0-9.-]+\/)?v\w+$/.test(apiVersion) || !/^[A-Z]\w*$/.test(kind)) {
    return undefined;
  }
  for (const name of [
    'kubernetes-models',
    '@kubernetes-models/prometheus-operator',
  ]) {
    const root = dirname(require.resolve(`${name}/package.json`));
    try {
      return require(join(root, apiVersion, kind))[kind];
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND')
        throw error;
    }
  }
  return undefined;
}
