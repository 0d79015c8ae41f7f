import { factNames, threshold } from '../catalog.mjs';

const categories = ['Delivery', 'Operations', 'Security', 'Documentation'];

/**
 * A standard with one check for each of so many facts.
 *
 * @param raised - checks that ask for more than they did before
 */
export function scorecard(count, raised = []) {
  return JSON.stringify({
    apiVersion: 'airworthy.dev/v1',
    kind: 'Scorecard',
    metadata: { name: 'benchmark', title: 'Benchmark' },
    spec: {
      appliesTo: { kind: 'Component' },
      levels: ['L1', 'L2', 'L3', 'L4'].map(id => ({ id, title: id })),
      checks: factNames(count).map((name, fact) => ({
        id: name,
        title: `Fact ${fact} is high enough`,
        level: `L${1 + (fact % 4)}`,
        category: categories[fact % categories.length],
        pass: `facts${count}.${name} >= ${
          threshold(fact) + (raised.includes(fact) ? 50 : 0)
        }.0`,
        message: `Fact ${fact} is too low.`,
      })),
    },
  });
}
