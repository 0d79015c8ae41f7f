import { listOf, mapOf, stringsOf } from '../shapes';
import { isSelected, Labels } from './labels';
import { Manifest } from './readManifests';

const directions = ['ingress', 'egress'] as const;

type Direction = (typeof directions)[number];

/** What a network policy means for the pods that it selects. */
export interface NetworkPolicy {
  /** `undefined` when it holds in all namespaces. */
  namespace: string | undefined;
  selects(labels: Labels): boolean;
  /** Directions in which only what some rule allows goes through. */
  isolates: Direction[];
  /** Directions in which a rule of its own allows everything. */
  opens: Direction[];
}

/** Reads a policy of Kubernetes, Cilium or Calico; `undefined` for what is none. */
export function readNetworkPolicy(
  { apiVersion, kind, value }: Manifest,
  namespace: string,
): NetworkPolicy | undefined {
  const spec = mapOf(value.spec);
  switch (`${apiVersion.split('/', 1)[0]} ${kind}`) {
    case 'networking.k8s.io NetworkPolicy':
      return {
        namespace,
        selects: labels => isSelected(spec.podSelector, labels),
        isolates: typesOf(spec.policyTypes, spec),
        opens: directions.filter(direction =>
          listOf(spec[direction]).some(rule => isOpen(mapOf(rule))),
        ),
      };
    case 'cilium.io CiliumNetworkPolicy':
    case 'cilium.io CiliumClusterwideNetworkPolicy':
      return {
        namespace: kind === 'CiliumNetworkPolicy' ? namespace : undefined,
        selects: labels => isSelected(spec.endpointSelector, labels),
        isolates: directions.filter(
          direction =>
            spec[direction] !== undefined &&
            mapOf(spec.enableDefaultDeny)[direction] !== false,
        ),
        opens: directions.filter(direction =>
          listOf(spec[direction]).some(rule => isOpenToEntities(mapOf(rule))),
        ),
      };
    case 'projectcalico.org NetworkPolicy':
    case 'projectcalico.org GlobalNetworkPolicy':
      return {
        namespace: kind === 'NetworkPolicy' ? namespace : undefined,
        // The selectors of Calico are a language of their own.
        selects: () => ['', 'all()'].includes(String(spec.selector ?? '')),
        isolates: typesOf(spec.types, spec),
        opens: directions.filter(direction =>
          listOf(spec[direction]).some(rule => {
            const { action, ...limits } = mapOf(rule);
            return action === 'Allow' && Object.keys(limits).length === 0;
          }),
        ),
      };
    default:
      return undefined;
  }
}

/** Directions in which pods refuse what no network policy allows. */
export function deniedByDefault(
  policies: NetworkPolicy[],
  namespace: string,
  labels: Labels,
): Direction[] {
  const own = policies.filter(
    policy =>
      [undefined, namespace].includes(policy.namespace) &&
      policy.selects(labels),
  );
  return directions.filter(
    direction =>
      own.some(({ isolates }) => isolates.includes(direction)) &&
      !own.some(({ opens }) => opens.includes(direction)),
  );
}

/** Directions that a policy is about; one that says nothing is about ingress. */
function typesOf(
  types: unknown,
  { egress }: Record<string, unknown>,
): Direction[] {
  const named = stringsOf(types).map(type => type.toLowerCase());
  return directions.filter(direction =>
    named.length > 0
      ? named.includes(direction)
      : direction === 'ingress' || egress !== undefined,
  );
}

/** A rule for all ports that names no peers, or everybody as one. */
function isOpen({ from, to, ports }: Record<string, unknown>): boolean {
  const peers = listOf(from ?? to).map(mapOf);
  return (
    listOf(ports).length === 0 &&
    (peers.length === 0 ||
      peers.some(({ ipBlock, namespaceSelector, podSelector }) => {
        const { cidr, except } = mapOf(ipBlock);
        return (
          (cidr === '0.0.0.0/0' && listOf(except).length === 0) ||
          (namespaceSelector !== undefined &&
            podSelector === undefined &&
            Object.keys(mapOf(namespaceSelector)).length === 0)
        );
      }))
  );
}

function isOpenToEntities(rule: Record<string, unknown>): boolean {
  return (
    listOf(rule.toPorts).length === 0 &&
    stringsOf(rule.fromEntities ?? rule.toEntities).includes('all')
  );
}
