import { FactSchema } from '@airworthy/backstage-plugin-readiness-common';
import { PushedFacts } from '@airworthy/backstage-plugin-readiness-node';
import { z } from 'zod';
import { refSchema, textSchema } from './requests';

/** Facts of one request. */
const maxFacts = 1_000;

/** Items of a list, or entries of a map, in one fact. */
const maxItems = 500;

/** Lists and maps in each other, where a schema does not say what there is. */
const maxDepth = 32;

/** What is left of a request when it has been checked. */
export interface FactsPush {
  facts: {
    entityRef: string;
    namespace: string;
    value: Record<string, unknown>;
  }[];
  idempotencyKey?: string;
}

/** The body of `POST /facts`, where facts of the given kinds are taken. */
export function pushedFactsSchema(kinds: PushedFacts[]): z.ZodType<FactsPush> {
  const [first, ...others] = kinds.map(({ namespace, schema }) =>
    z.strictObject({
      entityRef: refSchema,
      namespace: z.literal(namespace),
      value: schemaOf(schema) as z.ZodType<Record<string, unknown>>,
    }),
  );
  const fact = z.discriminatedUnion('namespace', [first, ...others], {
    error: ({ code }) =>
      code === 'invalid_union'
        ? `must be one of ${kinds.map(({ namespace }) => namespace).join(', ')}`
        : undefined,
  });
  return z.strictObject({
    facts: z
      .array(fact)
      .min(1)
      .max(maxFacts)
      .superRefine((facts, context) => {
        const seen = new Set<string>();
        facts.forEach(({ entityRef, namespace }, index) => {
          const key = JSON.stringify([entityRef, namespace]);
          if (seen.has(key)) {
            context.addIssue({
              code: 'custom',
              path: [index],
              message: `the ${namespace} facts of ${entityRef} are given twice`,
            });
          }
          seen.add(key);
        });
      }),
    idempotencyKey: textSchema(255).min(1).optional().meta({
      description: 'The same request with the same key is taken once',
    }),
  });
}

const anything = z.unknown().refine(value => !isDeeperThan(maxDepth, value), {
  message: `must not be nested more than ${maxDepth} levels deep`,
});

function isDeeperThan(depth: number, value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    (depth === 0 ||
      Object.values(value).some(child => isDeeperThan(depth - 1, child)))
  );
}

/** Members of records may be left out, and no others be added. */
function schemaOf(schema: FactSchema): z.ZodType {
  const { description } = schema;
  const parsed = typeOf(schema);
  return description ? parsed.meta({ description }) : parsed;
}

function typeOf(schema: FactSchema): z.ZodType {
  switch (schema.type) {
    case 'boolean':
      return z.boolean();
    case 'string':
      return schema.format === 'date-time'
        ? z.iso.datetime({ offset: true })
        : textSchema(10_000);
    case 'number':
      return numberWithin(schema);
    case 'array':
      return z.array(schemaOf(schema.items)).max(maxItems);
    default: {
      const { properties, additionalProperties } = schema;
      if (properties) {
        return z.strictObject(
          Object.fromEntries(
            Object.entries(properties).map(([name, property]) => [
              name,
              schemaOf(property).optional(),
            ]),
          ),
        );
      }
      return z
        .record(
          textSchema(255),
          typeof additionalProperties === 'object'
            ? schemaOf(additionalProperties)
            : anything,
        )
        .refine(map => Object.keys(map).length <= maxItems, {
          message: `must have at most ${maxItems} entries`,
        });
    }
  }
}

// A limit of infinity would stand in the OpenAPI document as null.
function numberWithin(limits: { minimum?: number; maximum?: number }) {
  const { minimum, maximum } = limits;
  const atLeast = minimum === undefined ? z.number() : z.number().min(minimum);
  return maximum === undefined ? atLeast : atLeast.max(maximum);
}
