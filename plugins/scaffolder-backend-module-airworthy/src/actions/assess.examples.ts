import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Grades the workspace and goes on whatever the grade',
    example: stringify({
      steps: [
        {
          id: 'assess',
          action: 'airworthy:assess',
          name: 'Grade',
          input: {},
        },
      ],
    }),
  },
  {
    description: 'Stops the task before it publishes what is below L2',
    example: stringify({
      steps: [
        {
          id: 'assess',
          action: 'airworthy:assess',
          name: 'Grade',
          input: {
            scorecard: 'production-readiness',
            path: './service',
            minimumLevel: 'L2',
          },
        },
      ],
    }),
  },
];
