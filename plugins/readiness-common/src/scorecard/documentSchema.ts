import { parseEntityRef } from '@backstage/catalog-model';
import {
  createZodV4FilterPredicateSchema,
  FilterPredicate,
} from '@backstage/filter-predicates';
import stringify from 'fast-json-stable-stringify';
import { z } from 'zod';

// Messages complete a sentence that begins with the name of the property.

const text = z.string().trim().min(1, 'must not be empty').max(10_000);

const hyphenated = text
  .max(63)
  .regex(
    /^[a-z0-9]+(-[a-z0-9]+)*$/,
    'must be lower case words joined by hyphens',
  );

const entityRef = text.refine(isEntityRef, {
  message: 'must be an entity reference such as group:default/platform',
});

const level = z.strictObject({
  id: text
    .max(63)
    .regex(
      /^[A-Za-z0-9]+([-_.][A-Za-z0-9]+)*$/,
      'must be letters and digits, such as L1',
    )
    // The API uses it for entities below the lowest level.
    .refine(id => id !== 'none', 'must not be "none"'),
  title: text,
  description: text.optional(),
});

const check = z
  .strictObject({
    id: hyphenated,
    use: text.optional(),
    title: text,
    level: text,
    category: text,
    // In hundredths, so that sums of weights are exact in any order.
    weight: z
      .number()
      .positive('must be greater than 0')
      .max(1000)
      .multipleOf(0.01, 'must have at most two decimals')
      .default(1),
    effortHours: z
      .number()
      .positive('must be greater than 0')
      .max(10_000)
      .default(1),
    when: text.optional(),
    applies: text.max(200).optional(),
    pass: text.optional(),
    attestation: z
      .strictObject({
        withinDays: z
          .int('must be a whole number')
          .positive('must be greater than 0')
          .max(3650),
        annotation: text.max(255).optional(),
      })
      .optional(),
    evidence: text.optional(),
    message: text,
    reason: text.optional(),
    fix: z
      .strictObject({
        guide: text.optional(),
        template: entityRef.optional(),
      })
      .optional(),
  })
  .refine(
    ({ pass, attestation }) => pass !== undefined || attestation !== undefined,
    { path: ['pass'], message: 'is missing' },
  )
  .refine(({ when, applies }) => when !== undefined || applies === undefined, {
    path: ['when'],
    message: 'is missing, which "applies" puts in words',
  });

const predicate = createZodV4FilterPredicateSchema();

const appliesTo = z
  .record(z.string(), z.unknown())
  .superRefine((value, context) => {
    if (Object.keys(value).length === 0) {
      context.addIssue('must state at least one condition');
      return;
    }
    const parsed = predicate.safeParse(value);
    if (!parsed.success) {
      context.addIssue({
        code: 'custom',
        path: existing(value, deepestPath(parsed.error.issues)),
        message: 'is not a filter predicate here',
      });
    } else if (stringify(parsed.data) !== stringify(value)) {
      // The predicate's schema drops such keys without a word.
      context.addIssue('mixes an operator with other keys');
    }
  })
  .transform(value => value as FilterPredicate);

/** The schema of a scorecard document. Unknown properties are mistakes. */
export const scorecardDocumentSchema = z.strictObject({
  apiVersion: z.literal('airworthy.dev/v1'),
  kind: z.literal('Scorecard'),
  metadata: z.strictObject({
    name: hyphenated,
    title: text,
    description: text.optional(),
    owner: entityRef.optional(),
  }),
  spec: z.strictObject({
    appliesTo,
    levels: z
      .array(level)
      .min(1, 'must have at least one level')
      .max(20, 'must have at most 20 levels'),
    checks: z
      .array(check)
      .min(1, 'must have at least one check')
      .max(1000, 'must have at most 1000 checks'),
  }),
});

function isEntityRef(ref: string): boolean {
  try {
    parseEntityRef(ref);
    return true;
  } catch {
    return false;
  }
}

// A failed union reports each of its branches; the one that got furthest
// tells best where the mistake is.
function deepestPath(issues: readonly z.core.$ZodIssue[]): PropertyKey[] {
  let deepest: PropertyKey[] = [];
  for (const issue of issues) {
    const below =
      issue.code === 'invalid_union'
        ? issue.errors.map(branch => deepestPath(branch))
        : [[]];
    for (const rest of below) {
      const path = [...issue.path, ...rest];
      if (path.length > deepest.length) deepest = path;
    }
  }
  return deepest;
}

/** The part of a path that leads to something. */
function existing(root: unknown, path: PropertyKey[]): PropertyKey[] {
  let value = root;
  const end = path.findIndex(key => {
    if (typeof value !== 'object' || value === null) return true;
    if (!Object.hasOwn(value, key)) return true;
    value = (value as Record<PropertyKey, unknown>)[key];
    return false;
  });
  return end === -1 ? path : path.slice(0, end);
}
