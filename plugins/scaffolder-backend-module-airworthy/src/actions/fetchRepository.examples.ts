import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Fetches the repository of an entity that the user picked',
    example: stringify({
      steps: [
        {
          id: 'repository',
          action: 'airworthy:fetch:repository',
          name: 'Fetch the repository',
          input: { entityRef: '${{ parameters.entity }}' },
        },
      ],
    }),
  },
];
