import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Offers the workspace as a branch of a local repository',
    example: stringify({
      steps: [
        {
          id: 'branch',
          action: 'publish:git:local:branch',
          name: 'Offer the change',
          input: {
            name: 'orders',
            branchName: 'upgrade-node-service-1.4.0',
            gitCommitMessage: 'chore: upgrade to node-service 1.4.0',
          },
        },
      ],
    }),
  },
];
