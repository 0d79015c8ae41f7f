import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { creationSchema } from './creation';
import { WillBeCreated } from './WillBeCreated';

/** The field of both frontend systems: `ui:field: WillBeCreated`. */
export const willBeCreatedField = {
  name: 'WillBeCreated',
  component: WillBeCreated,
  schema: makeFieldSchema({
    output: z => z.string(),
    uiOptions: () => creationSchema,
  }),
};
