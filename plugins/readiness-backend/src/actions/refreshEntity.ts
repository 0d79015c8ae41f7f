import { parseRequest, refSchema } from '../api/requests';
import { ActionServices } from './ActionServices';
import { entityRefInput } from './inputs';

/** Registers the action that has facts collected again. */
export function registerRefreshEntity({ registry, service }: ActionServices) {
  registry.register({
    name: 'refresh-entity',
    title: 'Collect and grade an entity again now',
    description: `Has the facts of an entity collected again at once, ahead of others, and the entity graded anew; the report follows some seconds later. Use it after a repository has changed.`,
    // What is observed takes the place of what was: nothing is lost by it.
    attributes: { readOnly: false, destructive: false, idempotent: true },
    schema: {
      input: zod => zod.object({ entityRef: entityRefInput(zod) }),
      output: zod =>
        zod.object({ entityRef: zod.string(), requestedAt: zod.string() }),
    },
    examples: [
      {
        title: 'Grade a component again after a push',
        input: { entityRef: 'component:default/basket' },
      },
    ],
    action: async ({ input, credentials }) => ({
      output: await service.refresh(
        parseRequest(refSchema, input.entityRef),
        credentials,
      ),
    }),
  });
}
