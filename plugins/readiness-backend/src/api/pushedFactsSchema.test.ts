import {
  builtInPushedFacts,
  PushedFacts,
} from '@airworthy/backstage-plugin-readiness-node';
import fc from 'fast-check';
import { pushedFactsSchema } from './pushedFactsSchema';
import { parseRequest } from './requests';

/** A kind of facts with each type that facts may have. */
const weather: PushedFacts = {
  namespace: 'weather',
  timeToLive: { days: 1 },
  schema: {
    type: 'object',
    properties: {
      fair: { type: 'boolean' },
      places: {
        type: 'array',
        items: { type: 'object', properties: { name: { type: 'string' } } },
      },
      degrees: { type: 'object', additionalProperties: { type: 'number' } },
      notes: { type: 'object', additionalProperties: true },
    },
  },
};

const schema = pushedFactsSchema([...builtInPushedFacts, weather]);
const parse = (body: unknown) => parseRequest(schema, body);
const fact = (namespace: string, value: unknown) => ({
  entityRef: 'component:default/one',
  namespace,
  value,
});

describe('pushedFactsSchema', () => {
  it.each<[string, unknown]>([
    ['coverage', { percent: 82.5 }],
    ['review', { requiredApprovals: 2 }],
    ['vulnerabilities', { critical: 0, oldestCriticalDays: 0 }],
    ['vulnerabilities', {}],
    ['activity', { lastCommitAt: '2026-11-20T10:00:00+01:00' }],
    [
      'weather',
      {
        fair: true,
        places: [{ name: 'Pier' }, {}],
        degrees: { noon: 11 },
        notes: { any: [{ thing: [null, 1] }] },
      },
    ],
  ])('takes %s facts: %j', (namespace, value) => {
    expect(parse({ facts: [fact(namespace, value)] })).toEqual({
      facts: [fact(namespace, value)],
    });
  });

  it('reads refs as the catalog does', () => {
    const { facts } = parse({
      facts: [{ ...fact('coverage', {}), entityRef: 'Component:One' }],
    });
    expect(facts[0].entityRef).toBe('component:default/one');
  });

  it.each<[string, unknown, string]>([
    ['nothing', undefined, 'Invalid input'],
    ['a list', [], 'Invalid input'],
    ['no facts', { facts: [] }, 'facts: '],
    ['a text as facts', { facts: 'x' }, 'facts: '],
    ['null as fact', { facts: [null] }, 'facts.0: '],
    [
      'another namespace',
      { facts: [fact('repo', {})] },
      'facts.0.namespace: must be one of coverage, review',
    ],
    [
      'a prototype as namespace',
      { facts: [fact('__proto__', {})] },
      'facts.0.namespace: ',
    ],
    ['no value', { facts: [fact('coverage', undefined)] }, 'facts.0.value: '],
    [
      'a wrong type',
      {
        facts: [
          fact('coverage', {}),
          fact('review', { requiredApprovals: '2' }),
        ],
      },
      'facts.1.value.requiredApprovals: ',
    ],
    [
      'more than all',
      { facts: [fact('coverage', { percent: 101 })] },
      'facts.0.value.percent: ',
    ],
    [
      'less than nothing',
      { facts: [fact('vulnerabilities', { critical: -1 })] },
      'facts.0.value.critical: ',
    ],
    [
      'a number that JSON does not have',
      { facts: [fact('coverage', { percent: NaN })] },
      'facts.0.value.percent: ',
    ],
    [
      'another member',
      { facts: [fact('coverage', { percentage: 1 })] },
      'facts.0.value: Unrecognized key: "percentage"',
    ],
    [
      'a day of no calendar',
      { facts: [fact('activity', { lastCommitAt: '2026-02-30T00:00:00Z' })] },
      'facts.0.value.lastCommitAt: ',
    ],
    [
      'a wrong type in depth',
      { facts: [fact('weather', { places: [{ name: 1 }] })] },
      'facts.0.value.places.0.name: ',
    ],
    [
      'a wrong type in a map',
      { facts: [fact('weather', { degrees: { noon: 'x' } })] },
      'facts.0.value.degrees.noon: ',
    ],
    [
      'the NUL character',
      { facts: [fact('weather', { places: [{ name: '\0' }] })] },
      'facts.0.value.places.0.name: ',
    ],
    [
      'a list without end',
      { facts: [fact('weather', { places: Array(501).fill({}) })] },
      'facts.0.value.places: ',
    ],
    [
      'lists in lists without end',
      {
        facts: [
          fact('weather', {
            notes: JSON.parse(
              `{"deep": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
            ),
          }),
        ],
      },
      'facts.0.value.notes.deep: must not be nested more than 32 levels deep',
    ],
    [
      'no ref',
      { facts: [{ ...fact('coverage', {}), entityRef: 'one' }] },
      'facts.0.entityRef: ',
    ],
    [
      'the same twice',
      {
        facts: [
          fact('coverage', {}),
          { ...fact('coverage', {}), entityRef: 'component:one' },
        ],
      },
      'facts.1: the coverage facts of component:default/one are given twice',
    ],
    [
      'an empty key',
      { facts: [fact('coverage', {})], idempotencyKey: '' },
      'idempotencyKey: ',
    ],
    [
      'more than is asked for',
      { facts: [fact('coverage', {})], force: true },
      'force',
    ],
    [
      'too many',
      {
        facts: Array.from({ length: 1_001 }, (_, n) => ({
          ...fact('coverage', {}),
          entityRef: `component:default/c${n}`,
        })),
      },
      'facts: ',
    ],
  ])('refuses %s', (_, body, place) => {
    expect(() => parse(body)).toThrow(place);
  });

  it('answers anything with an error or with facts of a known shape', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json().map(json => JSON.parse(json)),
          fc.record({
            facts: fc.array(
              fc.record({
                entityRef: fc.string(),
                namespace: fc.constantFrom('coverage', 'weather', 'x'),
                value: fc.json().map(json => JSON.parse(json)),
              }),
            ),
          }),
        ),
        body => {
          const parsed = schema.safeParse(body);
          expect(parsed.success ? parsed.data.facts : []).toBeInstanceOf(Array);
        },
      ),
    );
  });
});
