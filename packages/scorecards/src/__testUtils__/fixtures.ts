import { readdirSync, readFileSync } from 'fs';
import { basename, join } from 'path';
import {
  catalogFacts,
  FactSet,
} from '@airworthy/backstage-plugin-readiness-common';
import { toRepoFacts } from '@airworthy/backstage-plugin-readiness-node';
import { MemoryTree, observeRepository } from '@airworthy/repo-facts';
import { Entity } from '@backstage/catalog-model';
import { parse } from 'yaml';
import { z } from 'zod';

const entitySchema = z
  .strictObject({
    kind: z.string(),
    metadata: z.looseObject({ name: z.string() }),
    spec: z.record(z.string(), z.json()).optional(),
  })
  .transform(
    entity => ({ apiVersion: 'backstage.io/v1alpha1', ...entity } as Entity),
  );

/** A text, or its parts: what looks like a secret is not written in one. */
const textSchema = z
  .union([z.string(), z.array(z.string())])
  .transform(text => (Array.isArray(text) ? text.join('') : text));

/** What is known of a service before it is graded. */
export const givenSchema = z.strictObject({
  /** A source tree in miniature; without it there is no repository. */
  files: z.record(z.string(), textSchema).optional(),
  /** The folder of the entity in it; the root when absent. */
  folder: z.string().optional(),
  /** Without it nothing is known from the catalog. */
  entity: entitySchema.optional(),
  owner: z
    .strictObject({ entity: entitySchema.optional(), owned: z.number() })
    .optional(),
  /** What was pushed, by namespace. */
  facts: z.record(z.string(), z.record(z.string(), z.json())).default({}),
});

/** What is known of a service before it is graded. */
export type Given = z.infer<typeof givenSchema>;

/** One case of a check: what is given, and what should come of it. */
const fixtureSchema = givenSchema.extend({
  case: z.string(),
  expect: z.enum(['pass', 'fail', 'not-applicable', 'unknown']),
  /** The day on which it is graded. */
  now: z.iso.date().default('2026-01-02'),
  /** Places that the evidence must name. */
  evidence: z
    .array(z.strictObject({ path: z.string(), line: z.number().optional() }))
    .default([]),
});

const fixturesSchema = z.array(fixtureSchema);

/** A case with the check that it is about. */
export type Fixture = z.infer<typeof fixtureSchema> & { check: string };

/** Reads the fixtures of one scorecard: a file for each check. */
export function readFixtures(folder: string): Fixture[] {
  return readdirSync(folder).flatMap(file =>
    fixturesSchema
      .parse(parse(readFileSync(join(folder, file), 'utf8')))
      .map(fixture => ({ ...fixture, check: basename(file, '.yaml') })),
  );
}

/** The facts that the collectors would find. */
export async function factsOf(given: Given): Promise<FactSet[]> {
  const observedAt = '2026-01-01T00:00:00Z';
  const sets: FactSet[] = [];
  if (given.files) {
    const tree = new MemoryTree(given.files);
    const { folder } = given;
    const facts = toRepoFacts(await observeRepository({ tree, folder }));
    sets.push({ namespace: 'repo', observedAt, ...facts });
  }
  if (given.entity) {
    const value = { ...catalogFacts(given.entity, given.owner) };
    sets.push({ namespace: 'catalog', observedAt, value, problems: [] });
  }
  for (const [namespace, value] of Object.entries(given.facts)) {
    sets.push({ namespace, observedAt, value, problems: [] });
  }
  return sets;
}
