import { JsonObject } from '@backstage/types';
import { z } from 'zod';

const problems = {
  400: 'The request is malformed; the message names the place.',
  401: 'The caller is not known.',
  403: 'The caller may not do this.',
  404: 'There is none, or none that the caller may read.',
  409: 'It is at odds with what is on record; the message says how.',
};

/** One operation: what it takes, what it answers, and how it may fail. */
export function operation(
  operationId: string,
  summary: string,
  shape: {
    parameters?: JsonObject[];
    body?: z.ZodType;
    answer: z.ZodType;
    status?: number;
    fails: (keyof typeof problems)[];
  },
) {
  return {
    operationId,
    summary,
    ...(shape.parameters ? { parameters: shape.parameters } : {}),
    ...(shape.body
      ? { requestBody: { required: true, ...json(toJsonSchema(shape.body)) } }
      : {}),
    responses: {
      [shape.status ?? 200]: {
        description: summary,
        ...json(toJsonSchema(shape.answer)),
      },
      ...Object.fromEntries(
        shape.fails.map(status => [
          status,
          {
            description: problems[status],
            ...json({ $ref: '#/components/schemas/Error' }),
          },
        ]),
      ),
    },
  };
}

function json(schema: JsonObject) {
  return { content: { 'application/json': { schema } } };
}

/** A part of the path. */
export function pathParameter(name: string) {
  return { name, in: 'path', required: true, schema: { type: 'string' } };
}

/** The parameters that a schema of a query takes. */
export function queryParameters(schema: z.ZodType): JsonObject[] {
  const { properties = {}, required = [] } = toJsonSchema(schema) as {
    properties?: Record<string, JsonObject>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema: property,
  }));
}

/** As a request or an answer has it, before anything is made of it. */
export function toJsonSchema(schema: z.ZodType): JsonObject {
  const { $schema, ...jsonSchema } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
  });
  return jsonSchema as JsonObject;
}
