import { parseYamlDocuments, YamlError } from '../../yaml/readYaml';
import { mapOf, textOf } from '../shapes';

/** A document that describes a resource of Kubernetes. */
export interface Manifest {
  path: string;
  apiVersion: string;
  kind: string;
  name: string;
  value: Record<string, unknown>;
  /** `low` when it came of a template. */
  confidence: 'high' | 'low';
  /** Line of a part of it, as of {@link YamlDocument.lineOf}. */
  lineOf(path: (string | number)[]): number;
}

/** More items than anybody puts into one list by hand. */
const maxItems = 1_000;

/** Groups without a dot are those of Kubernetes itself. */
const kubernetesVersion =
  /^(?:v1|(?:apps|batch|autoscaling|policy|extensions)\/v\d\w*|[a-z0-9-]+(?:\.[a-z0-9-]+)+\/v\d\w*)$/;

/** Groups that borrow the shape for files which no cluster takes. */
const otherGroups =
  /^(?:(?:[\w-]+\.)?backstage\.io|airworthy\.dev|kustomize\.config\.k8s\.io|kind\.x-k8s\.io|kubeadm\.k8s\.io|eksctl\.io|k3d\.io|ctlptl\.dev)\//;

/**
 * Whether a text is worth parsing: it states a version and a kind at its top.
 * With an expression of Backstage's scaffolder it belongs to what a template
 * writes, and no cluster takes it as it is.
 */
export function looksLikeManifest(text: string): boolean {
  return (
    /^apiVersion *:/m.test(text) &&
    /^kind *:/m.test(text) &&
    !text.includes('${{')
  );
}

/**
 * Reads the manifests of a YAML text, those in lists as well.
 *
 * @param isFinal - the text is no template, whatever it looks like
 */
export function readManifests(
  path: string,
  text: string,
  isFinal = false,
): { manifests: Manifest[]; errors: YamlError[] } {
  const { documents, errors } = parseYamlDocuments(text, isFinal);
  const manifests = documents.flatMap(({ value, lineOf }) =>
    manifestsOf(path, mapOf(value), lineOf),
  );
  return { manifests, errors };
}

function manifestsOf(
  path: string,
  value: Record<string, unknown>,
  lineOf: Manifest['lineOf'],
): Manifest[] {
  const { apiVersion, kind, items, metadata } = value;
  if (
    typeof apiVersion !== 'string' ||
    typeof kind !== 'string' ||
    !kubernetesVersion.test(apiVersion) ||
    otherGroups.test(apiVersion)
  ) {
    return [];
  }
  if (kind.endsWith('List') && Array.isArray(items)) {
    return items.slice(0, maxItems).flatMap((item, index) => {
      const inner = mapOf(item);
      // A list in a list is nothing that a cluster takes.
      return 'items' in inner
        ? []
        : manifestsOf(path, inner, part => lineOf(['items', index, ...part]));
    });
  }
  const { name, generateName } = mapOf(metadata);
  const known = textOf(name ?? generateName);
  return known && /^[A-Z]\w*$/.test(kind)
    ? [
        {
          ...{ path, apiVersion, kind, name: known, value, lineOf },
          confidence: 'high',
        },
      ]
    : [];
}
