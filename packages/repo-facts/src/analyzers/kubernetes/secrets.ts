import { createHash } from 'node:crypto';
import { RepoFacts } from '../../facts';
import { mapOf } from '../shapes';
import { podTemplateOf } from './podSpec';
import { Manifest } from './readManifests';

type Secret = RepoFacts['kubernetes']['secrets'][number];

/** A secret that is brought to an environment, and what tells its origin. */
export interface DeliveredSecret extends Omit<Secret, 'shared'> {
  origin: string;
}

/** Resources that name a place in a vault. */
const references = new Set([
  ...['ExternalSecret', 'ClusterExternalSecret', 'SecretProviderClass'],
  ...['VaultStaticSecret', 'VaultDynamicSecret', 'VaultPKISecret'],
  ...['OnePasswordItem', 'InfisicalSecret', 'DopplerSecret', 'BitwardenSecret'],
  ...['AzureKeyVaultSecret', 'KeeperSecret'],
]);

/** What says nothing of where a secret lies: how often it is read, and into what. */
const notOfOrigin = new Set(['refreshInterval', 'refreshPolicy', 'target']);

/** The secret that a manifest brings to an environment; `undefined` for none. */
export function secretOf(
  manifest: Manifest,
  namespace: string,
  environment: string,
): DeliveredSecret | undefined {
  const { path, kind, name, lineOf, confidence } = manifest;
  const found = originOf(manifest, namespace);
  return (
    found && {
      ...{ path, line: lineOf([]), kind, name, namespace, environment },
      ...{ confidence, source: found.source },
      origin: createHash('sha256')
        .update(JSON.stringify(found.origin) ?? '')
        .digest('hex'),
    }
  );
}

/** Says of each secret whether another environment has it from the same origin. */
export function withShared(secrets: DeliveredSecret[]): Secret[] {
  const environments = new Map<string, Set<string>>();
  for (const { origin, environment } of secrets) {
    const of = environments.get(origin) ?? new Set();
    environments.set(origin, of.add(environment));
  }
  return secrets.map(({ origin, ...secret }) => ({
    ...secret,
    shared: (environments.get(origin)?.size ?? 0) > 1,
  }));
}

function originOf(
  manifest: Manifest,
  namespace: string,
): { source: string; origin: unknown } | undefined {
  const { apiVersion, kind, path, value } = manifest;
  if (references.has(kind)) {
    const spec = mapOf(value.spec);
    // A store of a namespace is one of its own.
    const isLocal =
      kind === 'ExternalSecret' &&
      mapOf(spec.secretStoreRef).kind !== 'ClusterSecretStore';
    return {
      source: 'vault',
      origin: [
        kind,
        Object.entries(spec).filter(([key]) => !notOfOrigin.has(key)),
        isLocal ? namespace : '',
      ],
    };
  }
  if (kind === 'SealedSecret') {
    return { source: 'sealed', origin: value.spec };
  }
  if (kind === 'SopsSecret' || (kind === 'Secret' && 'sops' in value)) {
    return { source: 'sops', origin: value };
  }
  if (
    kind === 'Secret' &&
    apiVersion === 'v1' &&
    // A token that the cluster issues holds nothing here.
    value.type !== 'kubernetes.io/service-account-token'
  ) {
    return { source: 'plain', origin: path };
  }
  const injected = Object.entries(
    mapOf(podTemplateOf(manifest)?.metadata.annotations),
  ).filter(([key]) =>
    /^vault\.hashicorp\.com\/(?:role|agent-inject-secret-.*)$/.test(key),
  );
  return injected.some(([key]) => key.includes('inject-secret'))
    ? { source: 'vault', origin: injected }
    : undefined;
}
