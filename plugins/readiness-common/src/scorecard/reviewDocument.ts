import { z } from 'zod';
import { didYouMean } from './closest';
import { ScorecardDocument } from './document';
import { knownProperties, scorecardDocumentSchema } from './documentSchema';
import { PlacedMistake, YamlSource } from './YamlSource';

const typeNames: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
};

/** Checks the shape of a document. There is a document only when it has no mistake. */
export function reviewShape(source: YamlSource): {
  document?: ScorecardDocument;
  mistakes: PlacedMistake[];
} {
  const result = scorecardDocumentSchema.safeParse(source.value, {
    error: describeIssue,
  });
  return result.success
    ? { document: result.data, mistakes: [] }
    : {
        mistakes: result.error.issues.flatMap(issue =>
          placeIssue(source, issue),
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
  issue: z.core.$ZodIssue,
): PlacedMistake[] {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys') {
    const known = knownProperties(path);
    return issue.keys.map(key => ({
      ...source.placeOfKey([...path, key]),
      message: `Unknown property "${key}"${didYouMean(key, known)}`,
    }));
  }
  const isMissing = issue.code === 'invalid_type' && !source.has(path);
  return [
    {
      ...source.placeOf(path),
      message: `${nameOf(path)} ${isMissing ? 'is missing' : issue.message}`,
    },
  ];
}

function nameOf(path: PropertyKey[]): string {
  const name = path.findLast(key => typeof key === 'string');
  return name === undefined ? 'The document' : `"${String(name)}"`;
}
