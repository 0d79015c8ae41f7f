import { requestExemptionBodySchema } from '../api/exemptionRequests';
import { audited } from '../api/audited';
import { parseRequest } from '../api/requests';
import { ActionServices } from './ActionServices';
import { scorecardInput } from './inputs';

/** Registers the action that requests an exemption. */
export function registerRequestExemption(services: ActionServices) {
  const { registry, exemptions, rights, auditor } = services;
  registry.register({
    name: 'request-exemption',
    title: 'Request an exemption',
    description: `Requests that a failing or unknown check be excused for a time, for one entity, for all that a group or user owns, or for all of a system. Without a check it is for the whole scorecard. Somebody else who is permitted decides on it; until then nothing changes.`,
    // A second request for the same is refused.
    attributes: { readOnly: false, destructive: false, idempotent: false },
    schema: {
      input: zod =>
        zod.object({
          scorecard: scorecardInput(zod),
          check: zod.string().optional().describe('Id of a check'),
          scope: zod.enum(['entity', 'owner', 'system']),
          subjectRef: zod
            .string()
            .describe('Entity ref of the entity, owner or system'),
          reason: zod
            .string()
            .describe('Why it need not pass, 10 to 2,000 characters'),
          link: zod
            .string()
            .optional()
            .describe('https: address that says more, such as a ticket'),
          expiresAt: zod
            .string()
            .optional()
            .describe('ISO 8601: when it ends; most portals require it'),
        }),
      output: zod =>
        zod.object({
          id: zod.string(),
          state: zod.string(),
          subjectRef: zod.string(),
          expiresAt: zod.string().optional(),
        }),
    },
    examples: [
      {
        title: 'Excuse a component from one check until it is moved',
        input: {
          scorecard: 'production-readiness',
          check: 'readme-exists',
          scope: 'entity',
          subjectRef: 'component:default/basket',
          reason: 'It moves to the new monorepo, which has one.',
          expiresAt: nextMonth(),
        },
      },
    ],
    action: async ({ input, credentials }) => {
      const caller = await rights.callerOf(credentials);
      const body = parseRequest(requestExemptionBodySchema, input);
      const exemption = await audited(
        auditor,
        {
          eventId: 'exemption-request',
          severityLevel: 'medium',
          // No request says who it is: the audit takes this plugin for the actor.
          meta: { ...body, requestedBy: caller.name },
        },
        () => exemptions.request(caller, body),
        ({ id }) => ({ id }),
      );
      return { output: exemption };
    },
  });
}

/** An example of a moment that is still to come. */
function nextMonth(): string {
  return new Date(Date.now() + 30 * 24 * 60 * 60 * 1_000).toISOString();
}
