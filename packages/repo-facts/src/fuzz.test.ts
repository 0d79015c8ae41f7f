import { join } from 'node:path';
import { fuzzAnalyzer } from '../fuzz/fuzzAnalyzer';
import { readFixtureTrees } from '../fuzz/seeds';
import { analyzers } from './analyzers';
import { Analyzer, AnalyzerContext } from './analyzers/Analyzer';

// `npm run fuzz` gives each analyzer 20,000 trees; here are a few.
const options = {
  trees: readFixtureTrees(join(__dirname, '../../scorecards/fixtures')),
  inputs: 20,
  seed: 1,
  limitMs: Infinity,
};

it.each(analyzers.map(analyzer => [analyzer.section, analyzer] as const))(
  '%s bears trees that mean harm',
  async (_, analyzer) => {
    const result = await fuzzAnalyzer(analyzer, options);
    expect(result).not.toHaveProperty('finding');
    expect(result.inputs).toBe(21);
  },
);

it.each<[string, (context: AnalyzerContext) => void, string]>([
  [
    'throws',
    () => {
      throw new Error('not a map');
    },
    'not a map',
  ],
  [
    'reads outside of the tree',
    ({ tree }) => tree.read('../secret'),
    'asks for "../secret", outside of the tree',
  ],
  [
    'changes what all objects inherit',
    () => Object.assign(Object.prototype, { polluted: true }),
    'taught all objects polluted',
  ],
])('finds one that %s', async (_, misbehave, reason) => {
  const files = analyzers.find(({ section }) => section === 'files')!;
  const inputs: number[] = [];
  const analyzer: Analyzer = {
    ...files,
    async analyze(context) {
      // The seeds are chosen with honest trees.
      if (inputs.length > 0) await misbehave(context);
      return files.analyze(context);
    },
  };
  const { finding } = await fuzzAnalyzer(analyzer, {
    ...options,
    onInput: input => inputs.push(input),
  });
  delete (Object.prototype as { polluted?: boolean }).polluted;
  expect(finding).toMatchObject({ reason: expect.stringContaining(reason) });
});

it('finds one that states what is not in the tree', async () => {
  const ownership = analyzers.find(({ section }) => section === 'ownership')!;
  const analyzer: Analyzer = {
    ...ownership,
    analyze: async () => ({
      codeowners: [{ path: 'none', line: 1, pattern: '*', owners: [] }],
    }),
  };
  const { finding } = await fuzzAnalyzer(analyzer, options);
  expect(finding?.reason).toContain('states none, which is not there');
});
