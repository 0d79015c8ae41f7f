import { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';
import { JsonObject } from '@backstage/types';
import { givenAnswers } from './givenAnswers';

function answer(schema: JsonObject, given: JsonObject, answered = {}) {
  const entity: TemplateEntityV1beta3 = {
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: {
      name: 'small',
      annotations: { 'airworthy.dev/template-version': '2.0.0' },
    },
    spec: { type: 'service', parameters: schema, steps: [] },
  };
  return givenAnswers({ entity, given, answered });
}

const take = (schema: JsonObject, given: string) =>
  answer({ properties: { a: schema } }, { a: given }).a;

it.each<[JsonObject, string, unknown]>([
  [{ type: 'boolean' }, 'true', true],
  [{ type: 'integer' }, '3', 3],
  [{ type: 'array', items: { type: 'string' } }, '[a, b]', ['a', 'b']],
  [{ type: 'object' }, '{ a: 1 }', { a: 1 }],
  [{ enum: [1, 2] }, '2', 2],
  // A text that is asked for is one, whatever it looks like.
  [{ type: 'string' }, 'true', 'true'],
  [{ type: 'string', pattern: '^\\d+$' }, '007', '007'],
  [{ 'ui:field': 'OwnerPicker' }, '3', '3'],
  [{ type: 'nonsense' }, '3', '3'],
])('takes what a parameter of %j asks for from the text %j', (...each) => {
  const [schema, text, value] = each;
  expect(take(schema, text)).toEqual(value);
});

it.each<[JsonObject, string, string]>([
  [{ type: 'integer' }, 'many', 'it must be integer'],
  [{ type: 'string', enum: ['a', 'b'] }, 'c', 'use one of a, b'],
  [{ type: 'integer', maximum: 9 }, '10', 'it must be <= 9'],
  [
    { type: 'string', pattern: '^a', errorMessage: { pattern: 'Use an a' } },
    'b',
    'Use an a',
  ],
  [{ type: 'array' }, '[', 'it must be array'],
])('says what a parameter of %j takes in place of %j', (...each) => {
  const [schema, text, why] = each;
  expect(() => take(schema, text)).toThrow(
    `small 2.0.0 does not take ${JSON.stringify(text)} for "a": ${why}`,
  );
});

it('goes by what is asked because of other answers', () => {
  const schema = {
    properties: { kind: { type: 'string' } },
    dependencies: {
      kind: {
        oneOf: [
          {
            properties: { kind: { const: 'many' }, count: { type: 'integer' } },
          },
          { properties: { kind: { const: 'one' } } },
        ],
      },
    },
  };
  expect(answer(schema, { count: '3' }, { kind: 'many' })).toEqual({
    count: 3,
  });
  expect(answer(schema, { count: '3' }, { kind: 'one' })).toEqual({
    count: '3',
  });
});

it('goes by what is asked because of an answer that was a text', () => {
  const schema = {
    properties: { canary: { type: 'boolean' } },
    dependencies: {
      canary: {
        oneOf: [
          {
            properties: { canary: { const: true }, steps: { type: 'integer' } },
          },
          { properties: { canary: { const: false } } },
        ],
      },
    },
  };
  expect(answer(schema, { canary: 'true', steps: '3' })).toEqual({
    canary: true,
    steps: 3,
  });
  expect(() => answer(schema, { canary: 'true', steps: 'many' })).toThrow(
    /for "steps": it must be integer/,
  );
});
