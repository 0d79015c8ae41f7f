import { Entity } from '@backstage/catalog-model';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';

/** A template whose form says what will be created. */
export const template: Entity = {
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { namespace: 'default', name: 'orders' },
  spec: { type: 'service', steps: [] },
};

/** A scaffolder, as far as it answers the form of that template. */
export const scaffolder = {
  getTemplateParameterSchema: async () => ({
    title: 'Orders',
    steps: [
      {
        title: 'Where it goes',
        schema: {
          properties: {
            created: {
              type: 'string',
              'ui:field': 'WillBeCreated',
              'ui:options': { creates: [{ text: 'A repository' }] },
            },
          },
        },
      },
    ],
  }),
} as unknown as typeof scaffolderApiRef.T;
