import {
  Collector,
  PushedFacts,
} from '@airworthy/backstage-plugin-readiness-node';
import { FactRegistry } from './FactRegistry';

const schema = { type: 'object', properties: {} } as const;

const collector = (namespace: string): Collector => ({
  namespace,
  schema,
  timeToLive: { hours: 1 },
  collect: async () => [],
});

const pushed = (namespace: string): PushedFacts => ({
  namespace,
  schema,
  timeToLive: { days: 1 },
});

describe('FactRegistry', () => {
  it('knows the schemas of all facts, wherever they come from', () => {
    const registry = new FactRegistry();
    registry.addCollector(collector('pager'));
    registry.addPushedFacts(pushed('tides'));
    expect(registry.schemas()).toEqual({ pager: schema, tides: schema });
  });

  it('takes a namespace once, collected or pushed', () => {
    const registry = new FactRegistry();
    registry.addCollector(collector('pager'));
    registry.addPushedFacts(pushed('tides'));
    for (const taken of ['pager', 'tides']) {
      const message = `There already are facts of the namespace '${taken}'`;
      expect(() => registry.addCollector(collector(taken))).toThrow(message);
      expect(() => registry.addPushedFacts(pushed(taken))).toThrow(message);
    }
  });

  it.each(['', 'Tides', 'high-tides', '__proto__', 'a.b'])(
    'refuses the namespace %j',
    namespace => {
      expect(() =>
        new FactRegistry().addPushedFacts(pushed(namespace)),
      ).toThrow(`must be one word, got '${namespace}'`);
    },
  );

  it('has facts stay true for as long as config says, and else as they say', () => {
    const registry = new FactRegistry();
    registry.addPushedFacts(pushed('tides'));
    registry.addPushedFacts(pushed('winds'));
    expect(registry.pushedFacts({ tides: { hours: 6 } })).toMatchObject([
      { namespace: 'tides', timeToLive: { hours: 6 } },
      { namespace: 'winds', timeToLive: { days: 1 } },
    ]);
    expect(() => registry.pushedFacts({ tide: { hours: 6 } })).toThrow(
      'readiness.facts.tide names no facts that can be pushed; there are tides, winds',
    );
  });
});
