import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Proposes the files of a folder to a repository on Gitea',
    example: stringify({
      steps: [
        {
          id: 'gitea',
          action: 'publish:gitea:pull-request',
          name: 'Open a pull request',
          input: {
            repoUrl: 'gitea.com?owner=acme&repo=orders',
            branchName: 'add-ci-orders',
            title: 'ci: test every pull request',
            sourcePath: 'changes',
          },
        },
      ],
    }),
  },
];
