import { readFile } from 'node:fs/promises';
import { InputError } from '@backstage/errors';
import { JsonObject, JsonValue } from '@backstage/types';
import { yamlValueOf } from '@airworthy/golden-paths';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';

const json = z.json() as z.ZodType<JsonValue>;
const answers = z.record(z.string(), json) as z.ZodType<JsonObject>;

/** How far a command may prove that a result works, the least first. */
export const tiers = ['built', 'tested', 'started'] as const;

const commandSchema = z.strictObject({
  name: z.string().min(1),
  run: z.string().min(1),
  needs: z
    .array(
      z.string().regex(/^[\w.+-]+( *>= *\d+(\.\d+)*)?$/, {
        error: 'is no tool, as "go", nor one of a version, as "go >= 1.25"',
      }),
    )
    .default([]),
  for: answers.default({}),
  once: z.boolean().default(false),
  optional: z.boolean().default(false),
  proves: z.enum(tiers).optional(),
  timeout: z.number().positive().max(3600).default(300),
});

const goldenSchema = z.strictObject({
  values: answers.default({}),
  files: z.array(z.string().min(1)).default([]),
});

const testFileSchema = z.strictObject({
  values: answers.default({}),
  repositories: z.string().min(1).optional(),
  matrix: z.record(z.string(), z.array(json).min(1)).optional(),
  expect: z
    .strictObject({
      scorecard: z.string().optional(),
      level: z.string().optional(),
    })
    .default({}),
  commands: z.array(commandSchema).default([]),
  golden: z
    .record(z.string().regex(/^[a-z0-9][a-z0-9-]*$/), goldenSchema)
    .default({}),
});

/** How a template is to be tried: `X.test.yaml` beside `X.yaml`. */
export type TestFile = z.infer<typeof testFileSchema>;

/** A command to be run in what a template became. */
export type TestCommand = TestFile['commands'][number];

/** Where the test file of a template is. */
export function testFileOf(template: string): string {
  return template.replace(/\.ya?ml$/, '.test.yaml');
}

/**
 * Reads the test file of a template; where there is none, one that asks for nothing.
 *
 * @throws InputError with a line for each mistake, `file:line:column`
 */
export async function readTestFile(
  file: string,
  named: string,
): Promise<TestFile> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return testFileSchema.parse({});
    throw new InputError(`${named} cannot be read (${code})`);
  }
  return parseTestFile(text, named);
}

/** @throws InputError with a line for each mistake, `file:line:column` */
export function parseTestFile(text: string, named: string): TestFile {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const mistakes: string[] = [];
  const mistake = (offset: number, message: string) => {
    const { line, col } = lineCounter.linePos(offset);
    mistakes.push(`${named}:${line}:${col}: ${message}`);
  };
  const read = yamlValueOf(document);
  for (const { offset, message } of read.mistakes) mistake(offset, message);
  if (mistakes.length > 0) throw new InputError(mistakes.join('\n'));
  const parsed = testFileSchema.safeParse(read.value ?? {});
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues) {
    let depth = path.length;
    let node: unknown;
    while (node === undefined && depth >= 0) {
      node = document.getIn(path.slice(0, depth), true);
      depth -= 1;
    }
    const offset = (node as { range?: number[] } | undefined)?.range?.[0] ?? 0;
    mistake(offset, `${path.join('.') || 'the file'}: ${message}`);
  }
  throw new InputError(mistakes.join('\n'));
}
