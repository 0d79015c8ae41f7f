import { releaseNamespace } from '../helm/charts';
import { mapOf, textOf } from '../shapes';
import { Kustomize } from './kustomize';
import { Delivery } from './overlays';
import { Manifest } from './readManifests';

/** Kinds that live in no namespace, whatever a kustomization says. */
const clusterKinds =
  /^(?:Namespace|ClusterRole|ClusterRoleBinding|ClusterIssuer|CustomResourceDefinition|PersistentVolume|StorageClass|PriorityClass|ClusterSecretStore|ClusterPolicy|ValidatingWebhookConfiguration|MutatingWebhookConfiguration)$/;

/** The namespace that a manifest gets; `""` for none. */
export function namespaceOf(
  manifest: Manifest,
  kustomize: Kustomize,
  delivery?: Delivery,
): string {
  return clusterKinds.test(manifest.kind)
    ? ''
    : kustomize.namespaceOf(manifest, delivery) ||
        textOf(mapOf(manifest.value.metadata).namespace) ||
        (manifest.confidence === 'low' ? releaseNamespace : '');
}
