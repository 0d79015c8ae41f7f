import { z } from 'zod';
import { place, placeSchema } from './place';

const pageSchema = z.object({
  ...place,
  title: z.string(),
  words: z.number(),
  /**
   * What the page is about: `runbook`, `deploy`, `rollback`, `on-call`,
   * `escalation`, `incident`, `severity`, `post-mortem`, `slo`, `backup`,
   * `restore`, `retention`, `architecture`, `chaos`, `disaster-recovery`,
   * `configuration`, `getting-started`.
   */
  topics: z.array(z.string()),
});

const apiDefinitionSchema = z.object({
  ...place,
  /** `openapi`, `asyncapi`, `graphql` or `grpc`. */
  format: z.string(),
});

export const docsFacts = z.object({
  readme: z.array(pageSchema),
  pages: z.array(pageSchema),
  /** `mkdocs.yml` files. */
  techdocs: z.array(placeSchema),
  apis: z.array(apiDefinitionSchema),
});
