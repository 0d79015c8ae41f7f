import { RepoFacts } from '../../facts';
import { parseYamlDocuments, YamlError } from '../../yaml/readYaml';
import { Analyzer, AnalyzerContext } from '../Analyzer';
import { deliveredSecrets } from './deliveredSecrets';
import { Kustomization, patchPaths, readKustomization } from './kustomization';
import { Kustomize } from './kustomize';
import { hasEffect } from './effect';
import { isKustomizationPath, manifestPaths } from './manifestPaths';
import { namespaceOf } from './namespaces';
import { readNetworkPolicy } from './networkPolicies';
import { podTemplateOf } from './podSpec';
import { readCharts } from '../helm/charts';
import { Effort } from '../helm/Effort';
import { ChartTemplates } from '../helm/renderCharts';
import { looksLikeManifest, Manifest, readManifests } from './readManifests';
import { DeliveredSecret, withShared } from './secrets';
import { containersOf, workloadOf } from './workloadFacts';

/** What is held in memory of all manifests together. */
const maxCharacters = 16 * 1024 * 1024;
const maxManifests = 5_000;
const maxKustomizations = 500;

/** States the manifests of a tree, as kustomizations deliver them. */
export const kubernetesAnalyzer: Analyzer<'kubernetes'> = {
  section: 'kubernetes',
  scope: 'entity',
  async analyze(context) {
    const { manifests, kustomize, charts } = await readTree(context);
    const secrets = deliveredSecrets(context, manifests, kustomize, charts);
    const facts: RepoFacts['kubernetes'] = {
      workloads: [],
      containers: [],
      resources: [],
      secrets: withShared(secrets),
      environments: environmentsOf(secrets, kustomize, charts),
    };
    const delivered = manifests.map(found => {
      const manifest = kustomize.patched(found);
      const namespace = namespaceOf(manifest, kustomize);
      const policy = readNetworkPolicy(manifest, namespace);
      return { manifest, namespace, policy };
    });
    const policies = delivered.flatMap(({ policy }) => policy ?? []);
    for (const { manifest, namespace, policy } of delivered) {
      const { path, apiVersion, kind, name, lineOf, confidence } = manifest;
      facts.resources.push({
        ...{ path, line: lineOf([]) },
        ...{ apiVersion, kind, name, namespace, confidence },
        effective: hasEffect(manifest, policy),
      });
      const pod = podTemplateOf(manifest);
      if (pod) {
        facts.workloads.push(
          workloadOf(manifest, pod, namespace, kustomize, policies),
        );
        facts.containers.push(...containersOf(manifest, pod, kustomize));
      }
    }
    if (!kustomize.isComplete) {
      context.problem({ reason: 'There are too many patches to apply.' });
    }
    return facts;
  },
};

async function readTree(context: AnalyzerContext): Promise<{
  manifests: Manifest[];
  kustomize: Kustomize;
  charts: ChartTemplates[];
}> {
  const kustomizations = await readKustomizations(context);
  const patchFiles = new Set(kustomizations.flatMap(patchPaths));
  const patches = new Map<string, string>();
  const manifests: Manifest[] = [];
  let characters = 0;
  const paths = new Set([
    ...manifestPaths(context.listing),
    ...context.listing.files
      .map(({ path }) => path)
      .filter(path => patchFiles.has(path)),
  ]);
  for (const path of paths) {
    const text = await context.read(path);
    if (text === undefined) {
      continue;
    }
    // A patch looks like a manifest and is none.
    const isPatch = patchFiles.has(path);
    if (!isPatch && !looksLikeManifest(text)) {
      continue;
    }
    characters += text.length;
    if (characters > maxCharacters || manifests.length > maxManifests) {
      context.problem({ path, reason: 'There are too many manifests.' });
      break;
    }
    if (isPatch) {
      patches.set(path, text);
    } else {
      const found = readManifests(path, text);
      manifests.push(...found.manifests);
      noteErrors(context, path, found.errors);
    }
  }
  const charts: ChartTemplates[] = [];
  const effort = new Effort();
  for (const chart of await readCharts(context)) {
    const templates = await ChartTemplates.read(context, chart, effort);
    manifests.push(...templates.manifests(context, templates.delivered));
    charts.push(templates);
  }
  const kustomize = new Kustomize(kustomizations, patches);
  return { manifests, kustomize, charts };
}

function environmentsOf(
  secrets: DeliveredSecret[],
  { deliveries }: Kustomize,
  charts: ChartTemplates[],
): string[] {
  const names = new Set([
    ...[...secrets, ...deliveries].map(({ environment }) => environment),
    ...charts.flatMap(({ environments }) => [...environments.keys()]),
  ]);
  return [...names].filter(Boolean).sort();
}

async function readKustomizations(
  context: AnalyzerContext,
): Promise<Kustomization[]> {
  const kustomizations: Kustomization[] = [];
  const paths = context.listing.files
    .map(({ path }) => path)
    .filter(isKustomizationPath);
  for (const path of paths.slice(0, maxKustomizations)) {
    const { documents, errors } = parseYamlDocuments(
      (await context.read(path)) ?? '',
    );
    noteErrors(context, path, errors);
    if (documents[0]) {
      kustomizations.push(readKustomization(path, documents[0]));
    }
  }
  if (paths.length > maxKustomizations) {
    context.problem({ reason: 'There are too many kustomizations.' });
  }
  return kustomizations;
}

function noteErrors(
  { problem }: AnalyzerContext,
  path: string,
  errors: YamlError[],
) {
  for (const { message, line } of errors) {
    problem({ path, line, reason: `${path}:${line} ${message}` });
  }
}
