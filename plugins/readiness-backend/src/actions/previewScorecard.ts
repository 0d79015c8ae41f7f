import { parseRequest, previewScorecardBodySchema } from '../api/requests';
import { ActionServices } from './ActionServices';
import {
  entityRefInput,
  ownerInput,
  scorecardInput,
  statusOutput,
} from './inputs';

const example = `apiVersion: airworthy.dev/v1
kind: Scorecard
metadata:
  name: documented
  title: Documented
spec:
  appliesTo: { kind: Component }
  levels:
    - { id: L1, title: Documented }
  checks:
    - id: readme-exists
      title: There is a README
      level: L1
      category: Documentation
      pass: repo.docs.readme.size() > 0
      message: There is no README.
`;

/** Registers the action that tells what another scorecard would change. */
export function registerPreviewScorecard({
  registry,
  preview,
}: ActionServices) {
  registry.register({
    name: 'preview-scorecard',
    title: 'Preview a scorecard',
    description: `Tells what would change under another scorecard, given as YAML or by the name of one in force: which results, levels and scores would differ, for one entity or for those that an owner has (the first 200). Evaluates from the facts on record and changes nothing. Mistakes in the YAML are answered with line and column.`,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod =>
        zod.object({
          document: zod
            .string()
            .optional()
            .describe('YAML of the scorecard; either this or scorecard'),
          scorecard: scorecardInput(zod).optional(),
          insteadOf: zod
            .string()
            .optional()
            .describe(
              'Name of the scorecard in force whose place it would take; the one of the same name when absent',
            ),
          entityRef: entityRefInput(zod).optional(),
          owner: ownerInput(zod).optional(),
        }),
      output: zod => {
        const standing = zod
          .object({
            level: zod.string().nullable(),
            score: zod.number().nullable(),
            coverage: zod.number(),
          })
          .nullable();
        return zod.object({
          scorecard: zod.string(),
          insteadOf: zod.string().nullable(),
          totalItems: zod.number(),
          evaluated: zod.number(),
          items: zod
            .array(
              zod.object({
                entityRef: zod.string(),
                before: standing,
                after: standing,
                results: zod.array(
                  zod.object({
                    check: zod.string(),
                    title: zod.string(),
                    from: statusOutput(zod).nullable(),
                    to: statusOutput(zod).nullable(),
                    detail: zod.string().optional(),
                  }),
                ),
              }),
            )
            .describe('Entities that would stand otherwise'),
        });
      },
    },
    examples: [
      {
        title: 'A new scorecard, on one component',
        input: { document: example, entityRef: 'component:default/basket' },
      },
      {
        title: 'One scorecard in the place of another, for a group',
        input: {
          scorecard: 'ownership',
          insteadOf: 'production-readiness',
          owner: 'group:default/platform',
        },
      },
    ],
    action: async ({ input, credentials }) => ({
      output: await preview.preview(
        parseRequest(previewScorecardBodySchema, input),
        credentials,
      ),
    }),
  });
}
