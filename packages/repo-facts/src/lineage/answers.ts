import { createHash } from 'node:crypto';
import { z } from 'zod';
import { isTreePath } from '../tree/boundaries';
import { parseYamlDocuments, YamlError } from '../yaml/readYaml';

/**
 * Where a repository keeps what a template was told and what it wrote.
 *
 * @public
 */
export const answersPath = '.airworthy/answers.yaml';

/** Files that a template may have written, far more than any does. */
const maxFiles = 1_000;

/** Characters of all parameters as JSON. */
const longestParameters = 64 * 1024;

const text = z.string().min(1, 'must not be empty').max(2_000);

const versionSchema = z
  .string()
  .regex(
    /^[A-Za-z0-9][\w.+-]{0,63}$/,
    'must be a version such as 1.4.0, of letters, digits and ".", "-", "+", "_"',
  );

const filesSchema = z
  .record(
    z
      .string()
      .max(1_000)
      .refine(
        path => isTreePath(path) && !/(^|\/)\.git(\/|$)/i.test(path),
        'must be a path below the folder of the service',
      ),
    z
      .string({ error: 'must be a sha256 as a text of 64 hexadecimal digits' })
      .regex(/^[0-9a-f]{64}$/, 'must be a sha256 of 64 hexadecimal digits'),
  )
  .refine(files => Object.keys(files).length <= maxFiles, {
    error: `must be ${maxFiles} files at most`,
  });

/**
 * The shape of the answers file: from which template a service came, what its
 * form was answered with, and what each file was like that it wrote.
 *
 * @public
 */
export const answersSchema = z.strictObject({
  apiVersion: z.literal('airworthy.dev/v1', {
    error: 'must be airworthy.dev/v1',
  }),
  kind: z.literal('Answers', { error: 'must be Answers' }),
  template: z.strictObject({
    /** Entity ref, such as `template:default/node-service`. */
    ref: z
      .string()
      .max(512)
      .regex(
        /^template:[\w.-]+\/[\w.-]+$/,
        'must be such as template:default/node-service',
      ),
    version: versionSchema,
    /** Where the portal has it from; for people, and never followed. */
    source: text.optional(),
  }),
  /** As they were given, without secrets. */
  parameters: z
    .record(z.string().max(200), z.json())
    .refine(value => JSON.stringify(value).length <= longestParameters, {
      error: `must be ${longestParameters} characters of JSON at most`,
    }),
  /** sha256 of each file, by its path from the folder of the service. */
  files: filesSchema,
});

/**
 * What an answers file says.
 *
 * @public
 */
export type Answers = z.infer<typeof answersSchema>;

/**
 * What came of reading an answers file: the answers, or what is wrong.
 *
 * @public
 */
export type AnswersReading =
  | { answers: Answers; mistakes: [] }
  | { answers?: undefined; mistakes: { line: number; message: string }[] };

/** Characters of an answers file: more takes memory out of proportion to read. */
const longestAnswers = 128 * 1024;

/** More than this adds nothing to what is wrong. */
const maxMistakes = 10;

/**
 * Reads the text of an answers file, which anybody may have written. Never
 * throws; each mistake has its line, and completes a sentence that begins with
 * the name of the file.
 *
 * @public
 */
export function readAnswers(content: string): AnswersReading {
  if (content.length > longestAnswers) {
    const message = `must have ${longestAnswers} characters at most`;
    return { mistakes: [{ line: 1, message }] };
  }
  // The parameters may look like a template and are none.
  const { documents, errors } = parseYamlDocuments(content, true);
  if (errors.length > 0) {
    return { mistakes: errors.slice(0, maxMistakes) };
  }
  if (documents.length !== 1) {
    return { mistakes: [{ line: 1, message: 'must be one YAML document' }] };
  }
  const [{ value, lineOf }] = documents;
  const parsed = answersSchema.safeParse(value, { error: describeIssue });
  if (parsed.success) {
    return { answers: parsed.data, mistakes: [] };
  }
  const mistakes = parsed.error.issues.map(issue => mistakeOf(issue, lineOf));
  return { mistakes: mistakes.slice(0, maxMistakes) };
}

/**
 * The hash by which the answers file knows a file that a template wrote.
 *
 * @public
 */
export function hashOfFile(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}

function mistakeOf(
  issue: z.core.$ZodIssue,
  lineOf: (path: (string | number)[]) => number,
): YamlError {
  const keys = issue.code === 'unrecognized_keys' ? issue.keys : [];
  const path = [...issue.path.map(String), ...keys.slice(0, 1)];
  // A key that is wrong says so itself.
  const { message } =
    issue.code === 'invalid_key' && issue.issues.length > 0
      ? issue.issues[0]
      : issue;
  const name = path.length > 0 ? `"${path.join('.')}" ` : '';
  return { line: lineOf(path), message: `${name}${message}` };
}

const typeNames: Record<string, string> = {
  string: 'a text',
  object: 'a mapping',
  record: 'a mapping',
};

function describeIssue(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'unrecognized_keys':
      return 'is not known';
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
