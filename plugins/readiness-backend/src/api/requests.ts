import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  entitySorts,
  resultStatuses,
} from '@airworthy/backstage-plugin-readiness-common';
import { z } from 'zod';

const statusSchema = z.enum(
  resultStatuses as [(typeof resultStatuses)[number]],
);

/** Text that a database takes. */
export const textSchema = (longest: number) =>
  z
    .string()
    .max(longest)
    .refine(text => !text.includes('\0'), 'must not contain the NUL character');

/** Entity ref, as text. */
export const refSchema = textSchema(512)
  .transform((text, context) => {
    try {
      return stringifyEntityRef(parseEntityRef(text));
    } catch {
      context.addIssue({
        code: 'custom',
        message: `'${text}' is no entity ref, such as component:default/name`,
      });
      return z.NEVER;
    }
  })
  .meta({ description: 'Entity ref' });

const scorecardSchema = textSchema(255).meta({
  description: 'Name of the scorecard',
});

/** A query parameter that may be given more than once. */
export const many = <TSchema extends z.ZodType>(schema: TSchema) =>
  z
    .preprocess(
      value => (value === undefined || Array.isArray(value) ? value : [value]),
      z.array(schema).min(1).max(200).optional(),
    )
    .meta({ description: 'May be given more than once' });

/** Query of `GET /entities`. */
export const entitiesQuerySchema = z.strictObject({
  scorecard: scorecardSchema,
  level: many(textSchema(255)),
  owner: many(refSchema),
  system: many(refSchema),
  check: textSchema(255).optional(),
  status: many(statusSchema),
  search: textSchema(200).optional(),
  sort: z.enum(entitySorts).default('name'),
  cursor: z.string().max(4_000).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(25),
});

/** Query of `GET /entities/by-name/:kind/:namespace/:name/history`. */
export const historyQuerySchema = z.strictObject({
  scorecard: scorecardSchema.optional(),
  cursor: z.coerce.number().int().positive().optional().meta({
    description: 'As a page has answered it',
  }),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});

/** Query of `GET /entities/by-name/:kind/:namespace/:name/replay`. */
export const replayQuerySchema = z.strictObject({
  scorecard: scorecardSchema,
  at: z.iso
    .datetime({ offset: true })
    .transform(text => new Date(text).toISOString())
    .meta({ description: 'The moment, ISO 8601' }),
});

/** Query of `GET /summary`. */
export const summaryQuerySchema = z.strictObject({
  scorecard: scorecardSchema,
  groupBy: z.enum(['owner', 'system', 'category', 'level']),
});

/** Query of `GET /lineage`. */
export const lineageQuerySchema = z.strictObject({
  template: refSchema.optional(),
  entityRef: refSchema.optional(),
  show: z.enum(['all', 'behind']).default('all'),
  cursor: z.string().max(4_000).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(25),
});

/** Query of `GET /trends`. */
export const trendsQuerySchema = z
  .strictObject({
    scorecard: scorecardSchema,
    entityRef: refSchema.optional(),
    owner: refSchema.optional(),
    system: refSchema.optional(),
    days: z.coerce.number().int().min(1).max(730).default(90).meta({
      description: 'Days back from today in UTC, today counted',
    }),
  })
  .refine(
    ({ entityRef, owner, system }) =>
      [entityRef, owner, system].filter(of => of !== undefined).length <= 1,
    'a trend is of one entityRef, one owner or one system',
  );

/** Body of `POST /entities/by-refs`. */
export const entitiesByRefsBodySchema = z.strictObject({
  entityRefs: z.array(refSchema).min(1).max(1_000),
  scorecard: scorecardSchema,
});

/** Body of `POST /scorecards/preview`. */
export const previewScorecardBodySchema = z
  .strictObject({
    document: textSchema(200_000)
      .optional()
      .meta({ description: 'YAML of the other scorecard' }),
    scorecard: scorecardSchema.optional(),
    insteadOf: scorecardSchema.optional(),
    entityRef: refSchema.optional(),
    owner: refSchema.optional(),
  })
  .refine(({ document, scorecard }) => !document !== !scorecard, {
    message: 'needs either document or scorecard',
  })
  .refine(({ entityRef, owner }) => !entityRef !== !owner, {
    message: 'needs either entityRef or owner',
  });

/** Path parameters of one entity. */
export const entityPathSchema = z
  .object({
    kind: textSchema(63),
    namespace: textSchema(63),
    name: textSchema(63),
  })
  .transform(stringifyEntityRef);

/**
 * Reads a part of a request.
 *
 * @throws InputError that says what is wrong at which places.
 */
export function parseRequest<TSchema extends z.ZodType>(
  schema: TSchema,
  value: unknown,
): z.output<TSchema> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    throw new InputError(
      parsed.error.issues
        .map(({ path, message }) =>
          path.length > 0 ? `${path.join('.')}: ${message}` : message,
        )
        .join('; '),
    );
  }
  return parsed.data;
}

/** Query parameters as given: those given more than once as lists. */
export function queryOf(url: string): Record<string, string | string[]> {
  const { searchParams } = new URL(url, 'http://localhost');
  return Object.fromEntries(
    [...new Set(searchParams.keys())].map(name => {
      const values = searchParams.getAll(name);
      return [name, values.length === 1 ? values[0] : values];
    }),
  );
}
