import { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';
import { JsonObject } from '@backstage/types';
import { parametersFor } from './parametersFor';
import { withDefaults } from './withDefaults';

function template(...parameters: JsonObject[]): TemplateEntityV1beta3 {
  return {
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: { name: 'a' },
    spec: { type: 'service', parameters, steps: [] },
  };
}

const publishing = template(
  {
    required: ['name'],
    properties: { name: { type: 'string' } },
  },
  {
    properties: {
      publishing: { type: 'string', default: 'local', enum: ['local', 'hub'] },
    },
    dependencies: {
      publishing: {
        oneOf: [
          {
            properties: {
              publishing: { const: 'local' },
              organisation: { type: 'string', default: 'example' },
            },
          },
          {
            required: ['repoUrl'],
            properties: {
              publishing: { const: 'hub' },
              repoUrl: { type: 'string' },
            },
          },
        ],
      },
    },
  },
);

describe('withDefaults', () => {
  it('fills in what depends on a default', () => {
    expect(withDefaults(publishing, { name: 'orders' })).toEqual({
      name: 'orders',
      publishing: 'local',
      organisation: 'example',
    });
  });

  it('leaves answers as they are, also those that are false', () => {
    const schema = {
      properties: { probe: { type: 'boolean', default: true } },
    };
    expect(withDefaults(template(schema), { probe: false })).toEqual({
      probe: false,
    });
    expect(withDefaults(publishing, { publishing: 'hub' })).toEqual({
      publishing: 'hub',
    });
  });

  it('completes objects', () => {
    const image = {
      type: 'object',
      properties: { tag: { default: 'v1' }, name: { type: 'string' } },
    };
    const schema = {
      properties: { image, other: { type: 'object', properties: {} } },
    };
    expect(withDefaults(template(schema), { image: { name: 'a' } })).toEqual({
      image: { name: 'a', tag: 'v1' },
    });
    expect(withDefaults(template(schema), {})).toEqual({
      image: { tag: 'v1' },
    });
  });

  it('follows conditions', () => {
    const schema = {
      properties: { database: { default: 'postgresql' } },
      if: { properties: { database: { const: 'postgresql' } } },
      then: { properties: { version: { default: 18 } } },
      else: { properties: { file: { default: 'data.db' } } },
    };
    expect(withDefaults(template(schema), {})).toEqual({
      database: 'postgresql',
      version: 18,
    });
    expect(withDefaults(template(schema), { database: 'sqlite' })).toEqual({
      database: 'sqlite',
      file: 'data.db',
    });
  });
});

describe('parametersFor', () => {
  it('tells what is asked for, and must be answered', () => {
    const told = (values: JsonObject) =>
      parametersFor(publishing, values).map(({ name, required }) =>
        required ? `${name}!` : name,
      );
    expect(told({})).toEqual(['name!', 'publishing', 'organisation']);
    expect(told({ publishing: 'hub' })).toEqual([
      'name!',
      'publishing',
      'repoUrl!',
    ]);
  });

  it('keeps the choices of a parameter that others depend on', () => {
    const [, { schema }] = parametersFor(publishing, { publishing: 'hub' });
    expect(schema.enum).toEqual(['local', 'hub']);
  });
});
