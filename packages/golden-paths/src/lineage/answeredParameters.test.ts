import { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';
import { answersToKeep } from './answeredParameters';

const entity = {
  spec: {
    parameters: [
      {
        properties: {
          name: { type: 'string' },
          password: { type: 'string', 'ui:widget': 'password' },
          database: { type: 'string', enum: ['none', 'postgresql'] },
        },
        dependencies: {
          database: {
            oneOf: [
              { properties: { database: { const: 'none' } } },
              {
                properties: {
                  database: { const: 'postgresql' },
                  size: { type: 'string' },
                  token: { type: 'string', 'ui:field': 'Secret' },
                },
              },
            ],
          },
        },
      },
    ],
  },
} as unknown as TemplateEntityV1beta3;

describe('answersToKeep', () => {
  it('keeps what was asked for, and no secret', () => {
    const answers = { name: 'a', database: 'postgresql', size: 'small' };
    expect(
      answersToKeep(entity, { ...answers, password: 'hush', token: 'hush' }),
    ).toEqual(answers);
  });

  it('keeps nothing of a branch that was left again, least of all its secrets', () => {
    const answers = { name: 'a', database: 'none' };
    expect(
      answersToKeep(entity, { ...answers, size: 'small', token: 'hush' }),
    ).toEqual(answers);
  });

  it('keeps what no form asks for', () => {
    expect(answersToKeep(entity, { extra: 1 })).toEqual({ extra: 1 });
  });
});
