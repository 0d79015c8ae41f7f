import { z } from 'zod';
import { YamlDocument, YamlError } from '../../yaml/readYaml';

/** Of what kind the entries of a file below `.airworthy` are. */
export interface DeclarationKind<TShape extends z.ZodRawShape> {
  /** Name of the file without its ending, and of the key that may hold the list. */
  name: string;
  /** One of them in words, such as `an attestation`. */
  noun: string;
  /** Messages complete a sentence that begins with the name of the property. */
  schema: z.ZodObject<TShape, z.core.$strict>;
}

/** An entry without mistake, and where it begins. */
export type Declaration<TShape extends z.ZodRawShape> = z.infer<
  z.ZodObject<TShape, z.core.$strict>
> & { line: number };

const typeNames: Record<string, string> = {
  string: 'a text',
  array: 'a list',
  object: 'a mapping',
};

/** A text of one line or a few. */
export const text = z.string().trim().min(1, 'must not be empty').max(200);

/** A day as `YYYY-MM-DD`. */
export const day = z.iso.date({
  error: ({ input }) =>
    input === undefined ? 'is missing' : 'must be a day such as 2026-04-30',
});

/** The address of a web page. */
export const link = z
  .url({ protocol: /^https?$/, error: 'must be the address of a web page' })
  .max(2_000);

/**
 * Reads what is declared in a document: a list, or a mapping with one key that
 * has it. An entry with a mistake is left out, the others are kept.
 */
export function readDeclarations<TShape extends z.ZodRawShape>(
  { value, lineOf }: YamlDocument,
  kind: DeclarationKind<TShape>,
): { entries: Declaration<TShape>[]; mistakes: YamlError[] } {
  const { name, schema } = kind;
  const list = listIn(value, name);
  if (!list) {
    const message = `must be a list of ${name}, or a mapping with the one key "${name}"`;
    return { entries: [], mistakes: [{ line: lineOf([]), message }] };
  }
  const top = Array.isArray(value) ? [] : [name];
  const entries: Declaration<TShape>[] = [];
  const mistakes: YamlError[] = [];
  list.forEach((item, index) => {
    const place = [...top, index];
    const entry = schema.safeParse(item, {
      error: issue => describeIssue(issue, kind),
    });
    if (entry.success) {
      entries.push({ line: lineOf(place), ...entry.data });
      return;
    }
    mistakes.push(
      ...entry.error.issues.flatMap(issue =>
        partsOf(issue).map(part => ({
          line: lineOf([...place, ...part]),
          message: `${nameOf(part, kind)} ${issue.message}`,
        })),
      ),
    );
  });
  return { entries, mistakes };
}

function listIn(value: unknown, name: string): unknown[] | undefined {
  const list = z.array(z.unknown());
  const document = z
    .union([
      list,
      z.strictObject({ [name]: list }).transform(found => found[name]),
    ])
    .safeParse(value);
  return document.data;
}

/** The parts of an entry that are wrong; the empty one is all of it. */
function partsOf(issue: z.core.$ZodIssue): string[][] {
  return issue.code === 'unrecognized_keys'
    ? issue.keys.map(key => [key])
    : [issue.path.map(String)];
}

function nameOf(
  [property]: string[],
  { noun }: Pick<DeclarationKind<z.ZodRawShape>, 'noun'>,
): string {
  return property === undefined
    ? `${noun[0].toUpperCase()}${noun.slice(1)}`
    : `"${property}"`;
}

function describeIssue<TShape extends z.ZodRawShape>(
  issue: z.core.$ZodRawIssue,
  { noun, schema }: DeclarationKind<TShape>,
): string | undefined {
  switch (issue.code) {
    case 'unrecognized_keys':
      return `is not known; ${noun} has ${Object.keys(schema.shape).join(
        ', ',
      )}`;
    case 'invalid_type':
      return issue.input === undefined
        ? 'is missing'
        : `must be ${typeNames[issue.expected] ?? issue.expected}`;
    case 'too_small':
      return `must have at least ${issue.minimum} characters`;
    case 'too_big':
      return `must have at most ${issue.maximum} characters`;
    default:
      return undefined;
  }
}
