import { JsonObject } from '@backstage/types';
import { FactSchema, FactSet } from '../../facts';
import { compileScorecard, CompiledScorecard } from '../compile';

const place = {
  path: { type: 'string' },
  line: { type: 'number' },
} satisfies Record<string, FactSchema>;

/** Facts of two namespaces, small enough to be kept in mind. */
export const schemas: Record<string, FactSchema> = {
  catalog: {
    type: 'object',
    properties: {
      description: { type: 'string' },
      annotations: { type: 'object', additionalProperties: { type: 'string' } },
      owner: {
        type: 'object',
        properties: {
          exists: { type: 'boolean' },
          members: { type: 'number' },
        },
      },
    },
  },
  repo: {
    type: 'object',
    properties: {
      docker: {
        type: 'object',
        properties: {
          images: {
            type: 'array',
            items: {
              type: 'object',
              properties: {
                ...place,
                user: { type: 'string' },
                stages: { type: 'number' },
              },
            },
          },
        },
      },
      ci: {
        type: 'object',
        properties: {
          steps: {
            type: 'array',
            items: {
              type: 'object',
              properties: {
                ...place,
                does: { type: 'array', items: { type: 'string' } },
              },
            },
          },
        },
      },
    },
  },
};

export const now = new Date('2026-03-01T12:00:00Z');

export function factSet(
  namespace: string,
  value: JsonObject,
  rest: Partial<FactSet> = {},
): FactSet {
  return {
    namespace,
    value,
    problems: [],
    observedAt: '2026-03-01T11:00:00Z',
    ...rest,
  };
}

/** A valid scorecard of two levels with the given checks, as YAML text. */
export function scorecardText(checks: string): string {
  return `apiVersion: airworthy.dev/v1
kind: Scorecard
metadata: { name: standard, title: Standard }
spec:
  appliesTo: { kind: Component }
  levels:
    - { id: L1, title: First }
    - { id: L2, title: Second }
  checks:
${checks}`;
}

/** Compiles what must be without mistake. */
export function compile(text: string): CompiledScorecard {
  const { scorecard, problems } = compileScorecard({
    text,
    source: 'test.yaml',
    schemas,
  });
  if (!scorecard) throw new Error(JSON.stringify(problems, null, 2));
  return scorecard;
}
