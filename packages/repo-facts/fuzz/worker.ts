import { analyzers } from '../src/analyzers';
import { fuzzAnalyzer } from './fuzzAnalyzer';
import { readFixtureTrees } from './seeds';

const [section, inputs, seed, limit, fixtures] = process.argv.slice(2);

async function main() {
  const result = await fuzzAnalyzer(
    analyzers.find(analyzer => analyzer.section === section)!,
    {
      trees: readFixtureTrees(fixtures),
      inputs: Number(inputs),
      seed: Number(seed),
      limitMs: Number(limit),
      onInput: input => process.send?.({ input }),
    },
  );
  const peakMiB = Math.round(process.resourceUsage().maxRSS / 1024);
  process.send?.({ result: { ...result, peakMiB } }, () => process.exit());
}

main();
