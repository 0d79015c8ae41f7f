import { JsonObject } from '@backstage/types';
import { Evidence } from '../facts';
import { AttestationDocument } from './document';
import { toEvidence } from './evidence';
import { KnownFacts } from './KnownFacts';

/**
 * The fact that lists what people have attested: records of `check`, `by`,
 * `date`, `expires`, `link`, `path` and `line`, all dates as `YYYY-MM-DD`.
 */
export const attestationsFact = 'repo.attestations.entries';

/** The fact that holds the annotations of the entity. */
const annotationsFact = 'catalog.annotations';

const day = 24 * 60 * 60 * 1000;

/** What people have attested about a check. */
export interface Attestation {
  holds: boolean;
  /** One or two sentences: by whom, when, and why it does not hold. */
  detail: string;
  evidence: Evidence[];
}

/** Facts that may hold what was attested by the given rules. */
export function attestingFacts({ annotation }: AttestationDocument): string[] {
  return annotation ? [attestationsFact, annotationsFact] : [attestationsFact];
}

/**
 * Reads what was last attested about a check, `undefined` when nothing was. It
 * holds for some days from its date on, and not past the day on which it says
 * that it expires.
 */
export function attest(
  check: string,
  { withinDays, annotation }: AttestationDocument,
  facts: KnownFacts,
  now: Date,
): Attestation | undefined {
  const [last] = [
    ...entriesOf(check, facts),
    ...(annotation ? annotated(annotation, facts) : []),
  ].sort((a, b) => Date.parse(String(b.date)) - Date.parse(String(a.date)));
  if (!last) return undefined;

  const date = String(last.date);
  const fault = faultOf(date, String(last.expires ?? ''), withinDays, now);
  const detail = `Attested by ${last.by} on ${date}.`;
  const { path, line, link } = last;
  return {
    holds: fault === undefined,
    detail: fault === undefined ? detail : `${detail} ${fault}`,
    evidence: toEvidence([{ path, line, url: link, note: detail }]),
  };
}

function entriesOf(check: string, facts: KnownFacts): JsonObject[] {
  const value = facts.valueOf(attestationsFact);
  const entries = (Array.isArray(value) ? value : []) as JsonObject[];
  return entries.filter(entry => entry?.check === check);
}

function annotated(annotation: string, facts: KnownFacts): JsonObject[] {
  const annotations = (facts.valueOf(annotationsFact) ?? {}) as JsonObject;
  return Object.hasOwn(annotations, annotation)
    ? [
        {
          by: `the annotation ${annotation}`,
          // Whatever it holds, it is told in a sentence.
          date: String(annotations[annotation]).slice(0, 30),
        },
      ]
    : [];
}

/** Days begin at different times around the world: one is allowed for that. */
function faultOf(
  date: string,
  expires: string,
  withinDays: number,
  now: Date,
): string | undefined {
  const age = now.getTime() - Date.parse(date);
  if (Number.isNaN(age)) return 'That is not a date.';
  if (age < -day) return 'That day is still to come.';
  if (age >= (withinDays + 1) * day) {
    return `It holds for ${withinDays} days, and is out of date.`;
  }
  if (expires && !(now.getTime() < Date.parse(expires) + day)) {
    return `It expired on ${expires}.`;
  }
  return undefined;
}
