import { readdirSync, readFileSync } from 'fs';
import { basename, join } from 'path';
import { ResultStatus } from '@airworthy/backstage-plugin-readiness-common';
import { parse } from 'yaml';
import { z } from 'zod';
import { givenSchema } from '../../fixtures/given';

const checksSchema = z.array(z.string()).default([]);

/** A repository in miniature, labelled by a person who read its files. */
const repositorySchema = givenSchema.extend({
  /** What it imitates, and its traps. */
  description: z.string(),
  /** What was decided, or corrected, while labelling. */
  notes: z.string().optional(),
  /** All checks that are not named here should fail. */
  labels: z.strictObject({
    pass: checksSchema,
    'not-applicable': checksSchema,
    unknown: checksSchema,
  }),
});

/** A repository of the corpus under the name of its file. */
export type LabelledRepository = z.infer<typeof repositorySchema> & {
  name: string;
};

/** Reads the corpus, sorted by name: a file for each repository. */
export function readCorpus(folder: string): LabelledRepository[] {
  return readdirSync(folder)
    .sort()
    .map(file => ({
      ...repositorySchema.parse(
        parse(readFileSync(join(folder, file), 'utf8')),
      ),
      name: basename(file, '.yaml'),
    }));
}

/** What a check should say of a repository. */
export function labelOf(
  { labels }: LabelledRepository,
  check: string,
): ResultStatus {
  const statuses = ['pass', 'not-applicable', 'unknown'] as const;
  return statuses.find(status => labels[status].includes(check)) ?? 'fail';
}
