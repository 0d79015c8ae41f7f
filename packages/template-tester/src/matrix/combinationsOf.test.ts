import { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';
import { JsonValue } from '@backstage/types';
import { TestFile } from '../testFile/TestFile';
import { combinationsOf } from './combinationsOf';

const entity = {
  spec: {
    parameters: [
      {
        properties: {
          name: { type: 'string', default: 'orders' },
          ci: { type: 'string' },
          publishing: { type: 'string' },
        },
      },
    ],
  },
} as unknown as TemplateEntityV1beta3;

const tried = (matrix: Record<string, JsonValue[]>) =>
  combinationsOf({
    entity,
    testFile: { values: {}, matrix } as unknown as TestFile,
    full: true,
    named: 'orders.yaml',
  });

describe('combinationsOf', () => {
  it('names a choice that sets several by its first, and by all where that is not its own', () => {
    const names = tried({
      publishing: [
        { publishing: 'local', ci: 'github' },
        { publishing: 'local', ci: 'gitlab' },
        { publishing: 'gitea', ci: 'github' },
        'github',
      ],
    }).map(({ name }) => name);
    expect(names).toEqual([
      'publishing=local ci=github',
      'publishing=local ci=gitlab',
      'publishing=gitea',
      'publishing=github',
    ]);
  });

  it('answers in the order of the form, so that what keeps it is the same each time', () => {
    const [{ values }] = tried({
      publishing: [{ publishing: 'local', ci: 'github', unasked: true }],
    });
    expect(Object.entries(values)).toEqual([
      ['name', 'orders'],
      ['ci', 'github'],
      ['publishing', 'local'],
    ]);
  });
});
