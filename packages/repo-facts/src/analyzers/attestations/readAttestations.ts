import { z } from 'zod';
import { RepoFacts } from '../../facts';
import { YamlDocument, YamlError } from '../../yaml/readYaml';

type Attestation = Omit<RepoFacts['attestations']['entries'][number], 'path'>;

const typeNames: Record<string, string> = {
  string: 'a text',
  array: 'a list',
  object: 'a mapping',
};

// Messages complete a sentence that begins with the name of the property.
const text = z.string().trim().min(1, 'must not be empty').max(200);
const day = z.iso.date({
  error: ({ input }) =>
    input === undefined ? 'is missing' : 'must be a day such as 2026-04-30',
});

const entrySchema = z.strictObject({
  check: text,
  by: text,
  date: day,
  link: z
    .url({ protocol: /^https?$/, error: 'must be the address of a web page' })
    .max(2_000)
    .default(''),
  expires: day.default(''),
});

const listSchema = z.array(z.unknown());
const documentSchema = z.union([
  listSchema,
  z
    .strictObject({ attestations: listSchema })
    .transform(({ attestations }) => attestations),
]);

/**
 * Reads the attestations of a document: a list of them, or a mapping with the
 * key `attestations`. One with a mistake is left out, the others are kept.
 */
export function readAttestations({ value, lineOf }: YamlDocument): {
  entries: Attestation[];
  mistakes: YamlError[];
} {
  const document = documentSchema.safeParse(value);
  if (!document.success) {
    const message =
      'must be a list of attestations, or a mapping with the one key "attestations"';
    return { entries: [], mistakes: [{ line: lineOf([]), message }] };
  }
  const top = Array.isArray(value) ? [] : ['attestations'];
  const entries: Attestation[] = [];
  const mistakes: YamlError[] = [];
  document.data.forEach((item, index) => {
    const place = [...top, index];
    const entry = entrySchema.safeParse(item, { error: describeIssue });
    if (entry.success) {
      entries.push({ line: lineOf(place), ...entry.data });
      return;
    }
    mistakes.push(
      ...entry.error.issues.flatMap(issue =>
        partsOf(issue).map(part => ({
          line: lineOf([...place, ...part]),
          message: `${nameOf(part)} ${issue.message}`,
        })),
      ),
    );
  });
  return { entries, mistakes };
}

/** The parts of an attestation that are wrong; the empty one is all of it. */
function partsOf(issue: z.core.$ZodIssue): string[][] {
  return issue.code === 'unrecognized_keys'
    ? issue.keys.map(key => [key])
    : [issue.path.map(String)];
}

function nameOf([property]: string[]): string {
  return property === undefined ? 'An attestation' : `"${property}"`;
}

function describeIssue(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'unrecognized_keys':
      return `is not known; an attestation has ${Object.keys(
        entrySchema.shape,
      ).join(', ')}`;
    case 'invalid_type':
      return issue.input === undefined
        ? 'is missing'
        : `must be ${typeNames[issue.expected] ?? issue.expected}`;
    case 'too_big':
      return `must have at most ${issue.maximum} characters`;
    default:
      return undefined;
  }
}
