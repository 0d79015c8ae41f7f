import { asList, asObject, asText } from '../files/plainValues';
import { AdmissionGate, GateFile } from './Gate';
import { gateDocuments, valueAt } from './gateDocuments';

/** Policies under which a cluster takes only images that prove something. */
export const admissionFiles: GateFile<AdmissionGate>[] = [
  {
    path: /\.ya?ml$/,
    word: /verifyImages|ClusterImagePolicy|ImageValidatingPolicy/,
    read: text =>
      gateDocuments(text).flatMap(({ value, lineOf }) => {
        const { kind, spec } = asObject(value);
        const found = readPolicy(asText(kind), asObject(spec));
        const line = lineOf(['metadata', 'name']);
        return found ? [{ line, kind: asText(kind), ...found }] : [];
      }),
  },
];

type Spec = Record<string, unknown>;

/** What a policy that turns images away asks for. */
function readPolicy(
  kind: string,
  spec: Spec,
): Pick<AdmissionGate, 'verifies'> | undefined {
  if (kind === 'ClusterPolicy' || kind === 'Policy') {
    return readKyverno(spec);
  }
  if (kind === 'ClusterImagePolicy') {
    const attestations = asList(spec.authorities).flatMap(authority =>
      asList(asObject(authority).attestations),
    );
    return spec.mode === 'warn' ? undefined : verified(attestations);
  }
  if (/^(?:Namespaced)?ImageValidatingPolicy$/.test(kind)) {
    return asList(spec.validationActions).includes('Deny')
      ? verified(asList(spec.attestations))
      : undefined;
  }
  return undefined;
}

function readKyverno(spec: Spec): ReturnType<typeof readPolicy> {
  const rules = asList(spec.rules).flatMap(rule =>
    asList(asObject(rule).verifyImages).map(asObject),
  );
  const enforced = rules.filter(rule =>
    /^enforce$/i.test(
      asText(rule.failureAction ?? spec.validationFailureAction),
    ),
  );
  return enforced.length > 0
    ? verified(enforced.flatMap(rule => asList(rule.attestations)))
    : undefined;
}

/** Signatures always, and provenance where an attestation of it is asked for. */
function verified(attestations: unknown[]): { verifies: string[] } {
  const isProvenance = attestations.some(attestation => {
    const type =
      asObject(attestation).predicateType ??
      asObject(attestation).type ??
      valueAt(attestation, ['intoto', 'type']);
    return /slsa|provenance/i.test(asText(type));
  });
  return {
    verifies: isProvenance ? ['provenance', 'signature'] : ['signature'],
  };
}
