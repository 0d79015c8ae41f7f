import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Registers what publish:git:local has published',
    example: stringify({
      steps: [
        {
          id: 'publish',
          action: 'publish:git:local',
          name: 'Publish',
          input: { name: 'orders' },
        },
        {
          id: 'register',
          action: 'airworthy:register:local',
          name: 'Register',
          input: {
            catalogInfoTarget: '${{ steps.publish.output.catalogInfoTarget }}',
          },
        },
      ],
    }),
  },
];
