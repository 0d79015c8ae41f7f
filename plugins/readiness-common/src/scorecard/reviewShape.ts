import { z } from 'zod';
import { didYouMean } from './closest';
import { PlacedMistake, ValuePath, YamlSource } from './YamlSource';

const typeNames: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
};

/** Checks the shape of a document. There is a value only when it has no mistake. */
export function reviewShape<T>(
  source: YamlSource,
  schema: z.ZodType<T>,
): { value?: T; mistakes: PlacedMistake[] } {
  const result = schema.safeParse(source.value, { error: describeIssue });
  return result.success
    ? { value: result.data, mistakes: [] }
    : {
        mistakes: result.error.issues.flatMap(issue =>
          placeIssue(source, schema, issue),
        ),
      };
}

// Completes a sentence that begins with the name of the property.
function describeIssue(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${typeNames[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `must be "${issue.values.join('" or "')}"`;
    case 'too_big':
      return issue.origin === 'string'
        ? `must have at most ${issue.maximum} characters`
        : `must be at most ${issue.maximum}`;
    default:
      return undefined;
  }
}

function placeIssue(
  source: YamlSource,
  schema: z.ZodType,
  issue: z.core.$ZodIssue,
): PlacedMistake[] {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys') {
    const known = knownProperties(schema, path);
    return issue.keys.map(key => ({
      ...source.placeOfKey([...path, key]),
      message: `Unknown property "${key}"${didYouMean(key, known)}`,
    }));
  }
  return [
    {
      ...source.placeOf(path),
      message: `${nameOf(path)} ${
        source.has(path) ? issue.message : 'is missing'
      }`,
    },
  ];
}

function nameOf(path: PropertyKey[]): string {
  const name = path.findLast(key => typeof key === 'string');
  if (name !== undefined) return `"${String(name)}"`;
  return path.length > 0 ? 'The item' : 'The document';
}

/** Names of the properties that the schema knows at a path. */
function knownProperties(root: z.ZodType, path: ValuePath): string[] {
  let schema: z.core.$ZodType | undefined = unwrap(root);
  for (const key of path) {
    if (schema instanceof z.ZodObject) schema = schema.shape[String(key)];
    else if (schema instanceof z.ZodArray) schema = schema.element;
    else return [];
    schema = unwrap(schema);
  }
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

/** The schema of what is written, behind what is made of it. */
function unwrap(
  schema: z.core.$ZodType | undefined,
): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodOptional) return unwrap(schema.unwrap());
  if (schema instanceof z.ZodDefault) return unwrap(schema.unwrap());
  if (schema instanceof z.ZodPipe) return unwrap(schema.in);
  return schema;
}
