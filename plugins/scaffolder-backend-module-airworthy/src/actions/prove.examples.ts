import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Proposes a README only where that mends the check',
    example: stringify({
      steps: [
        {
          id: 'repository',
          action: 'airworthy:fetch:repository',
          name: 'Fetch the repository',
          input: { entityRef: '${{ parameters.entity }}' },
        },
        {
          id: 'write',
          action: 'fetch:template',
          name: 'Write what is missing',
          input: { url: './content', targetPath: 'repository', values: {} },
        },
        {
          id: 'prove',
          action: 'airworthy:prove',
          name: 'Prove it',
          input: {
            entityRef: '${{ parameters.entity }}',
            path: '${{ steps.repository.output.path }}',
            promises: ['readme-exists'],
          },
        },
        {
          id: 'propose',
          action: 'publish:github:pull-request',
          name: 'Propose it',
          input: {
            repoUrl: '${{ steps.repository.output.repoUrl }}',
            branchName: 'airworthy-readme',
            title: 'docs: a README',
            description: '${{ steps.prove.output.body }}',
            sourcePath: '${{ steps.prove.output.changesPath }}',
          },
        },
      ],
    }),
  },
];
