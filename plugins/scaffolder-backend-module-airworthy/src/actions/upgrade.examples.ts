import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description:
      'Merges the version of its template that the catalog has into a service',
    example: stringify({
      steps: [
        {
          id: 'upgrade',
          action: 'airworthy:upgrade',
          name: 'Upgrade',
          input: {},
        },
      ],
    }),
  },
  {
    description:
      'Upgrades a service in a folder of its repository, and answers what the new version asks for',
    example: stringify({
      steps: [
        {
          id: 'upgrade',
          action: 'airworthy:upgrade',
          name: 'Upgrade',
          input: {
            sourcePath: 'repository',
            path: 'services/orders',
            values: { region: 'north' },
          },
        },
      ],
    }),
  },
];
