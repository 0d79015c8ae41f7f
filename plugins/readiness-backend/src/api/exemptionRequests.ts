import { z } from 'zod';
import { many, refSchema, textSchema } from './requests';

/** Query of `GET /exemptions`. */
export const exemptionsQuerySchema = z.strictObject({
  scorecard: textSchema(255).optional().meta({
    description: 'Name of the scorecard',
  }),
  check: textSchema(255).optional().meta({
    description: 'Id of a check; exemptions of the whole scorecard come too',
  }),
  entityRef: refSchema.optional().meta({
    description: 'Exemptions for this entity, its owner and its system',
  }),
  subjectRef: refSchema.optional().meta({
    description: 'The entity, owner or system itself',
  }),
  state: many(
    z.enum(['requested', 'approved', 'rejected', 'revoked', 'expired']),
  ),
  cursor: z.string().max(4_000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(25),
});

const httpsSchema = z
  .url({ protocol: /^https$/, error: 'must be an https: address' })
  .max(2_000);

const noteSchema = z.optional(textSchema(2_000));

/** Body of `POST /exemptions`. */
export const requestExemptionBodySchema = z.strictObject({
  scorecard: textSchema(255),
  check: textSchema(255).optional().meta({
    description: 'Absent for all checks of the scorecard',
  }),
  scope: z.enum(['entity', 'owner', 'system']),
  subjectRef: refSchema,
  reason: textSchema(2_000)
    .transform(text => text.trim())
    .pipe(z.string().min(10)),
  link: httpsSchema.optional(),
  expiresAt: z.iso
    .datetime({ offset: true })
    .transform(text => new Date(text).toISOString())
    .optional(),
});

/** Body of `POST /exemptions/:id/decision`. */
export const decideExemptionBodySchema = z.strictObject({
  decision: z.enum(['approve', 'reject']),
  note: noteSchema,
});

/** Body of `POST /exemptions/:id/revoke` and `…/restore`. */
export const exemptionNoteBodySchema = z.strictObject({ note: noteSchema });
