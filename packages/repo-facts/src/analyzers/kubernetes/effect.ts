import { textOf } from '../shapes';
import { NetworkPolicy } from './networkPolicies';
import { Manifest } from './readManifests';

/**
 * Whether a resource changes anything for the pods that it is about: an
 * autoscaler has room, a budget lets pods go, and a network policy denies
 * something. All other kinds do.
 */
export function hasEffect(
  { kind, value }: Manifest,
  policy: NetworkPolicy | undefined,
): boolean {
  const spec = Object(value.spec);
  switch (kind) {
    case 'HorizontalPodAutoscaler':
      return !isAtLeast(spec.minReplicas ?? 1, spec.maxReplicas);
    case 'ScaledObject':
      return !isAtLeast(spec.minReplicaCount ?? 0, spec.maxReplicaCount ?? 100);
    case 'PodDisruptionBudget':
      return (
        textOf(spec.minAvailable) !== '100%' &&
        !['0', '0%'].includes(textOf(spec.maxUnavailable))
      );
    default:
      return (
        !policy ||
        policy.isolates.some(direction => !policy.opens.includes(direction))
      );
  }
}

/** Only numbers can be compared; what else is written there has an effect. */
function isAtLeast(least: unknown, most: unknown): boolean {
  return typeof least === 'number' && typeof most === 'number' && least >= most;
}
