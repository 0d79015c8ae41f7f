import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description:
      'Notes in .airworthy/answers.yaml what the template was told and what it wrote',
    example: stringify({
      steps: [
        {
          id: 'stamp',
          action: 'airworthy:stamp',
          name: 'Note where it came from',
          input: { parameters: '${{ parameters }}' },
        },
      ],
    }),
  },
];
