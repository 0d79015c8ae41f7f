import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Publishes the workspace to a repository on this machine',
    example: stringify({
      steps: [
        {
          id: 'publish',
          action: 'publish:git:local',
          name: 'Publish',
          input: { name: 'orders' },
        },
      ],
    }),
  },
  {
    description: 'Publishes one folder of the workspace to another branch',
    example: stringify({
      steps: [
        {
          id: 'publish',
          action: 'publish:git:local',
          name: 'Publish',
          input: {
            name: 'orders',
            sourcePath: './service',
            defaultBranch: 'trunk',
            gitCommitMessage: 'feat: the first version',
          },
        },
      ],
    }),
  },
];
