import fc from 'fast-check';
import { Analyzer } from '../src/analyzers/Analyzer';
import { capLists } from '../src/analyzers/lists';
import { folderOf } from '../src/analyzers/files/paths';
import { repoFactsSchema } from '../src/facts';
import { isTreePath } from '../src/tree/boundaries';
import { hostileTrees, largeFiles } from './hostileTrees';
import { Files, openContext } from './openContext';
import { seedsOf, SeedTree } from './seeds';

/** How an analyzer is fuzzed. */
export interface FuzzOptions {
  trees: SeedTree[];
  inputs: number;
  seed: number;
  /** Processor time for a tree, in milliseconds. */
  limitMs: number;
  /** Told before each input, so that one that never ends can be named. */
  onInput?: (input: number) => void;
}

/** What became of it. */
export interface FuzzResult {
  inputs: number;
  problems: number;
  slowestMs: number;
  /** What an analyzer did that none may do, and with which files. */
  finding?: { reason: string; files: string };
}

/** One of so many trees holds a file of the largest size that is read. */
const treesPerLargeFile = 200;

/** Gives an analyzer hostile trees until it does what none may do. */
export async function fuzzAnalyzer(
  analyzer: Analyzer,
  { trees, inputs, seed, limitMs, onInput }: FuzzOptions,
): Promise<FuzzResult> {
  const result: FuzzResult = { inputs: 0, problems: 0, slowestMs: 0 };
  const seeds = await seedsOf(analyzer, trees);
  const runs = [
    {
      files: largeFiles(seeds.read),
      numRuns: Math.ceil(inputs / treesPerLargeFile),
      // Each smaller one would take as long.
      endOnFailure: true,
    },
    {
      files: hostileTrees(seeds.trees, seeds.read),
      numRuns: inputs,
      endOnFailure: false,
    },
  ];
  for (const { files, ...parameters } of runs) {
    const property = fc.asyncProperty(files, async input => {
      result.inputs += 1;
      onInput?.(result.inputs);
      const before = process.cpuUsage();
      result.problems += await problemsOf(analyzer, input);
      const ms = Math.round(process.cpuUsage(before).user / 1_000);
      result.slowestMs = Math.max(result.slowestMs, ms);
      if (ms > limitMs) throw new Error(`takes ${ms} ms`);
    });
    const details = await fc.check(property, { seed, ...parameters });
    if (details.failed) {
      const error = details.errorInstance;
      return {
        ...result,
        finding: {
          reason: error instanceof Error ? error.stack! : String(error),
          files: fc.stringify(details.counterexample?.[0]),
        },
      };
    }
  }
  return result;
}

/** @throws when the analyzer does what none may do */
async function problemsOf(analyzer: Analyzer, files: Files): Promise<number> {
  const folders =
    analyzer.scope === 'repository' ? ['', folderOfOne(files)] : [''];
  let count = 0;
  for (const folder of folders) {
    const { context, problems } = await openContext(files, folder, path => {
      if (!isTreePath(path)) {
        throw new Error(
          `asks for ${JSON.stringify(path)}, outside of the tree`,
        );
      }
    });
    const value = await analyzer.analyze(context);
    const { value: kept } = capLists(analyzer.section, value);
    repoFactsSchema.shape[analyzer.section].parse(kept);
    const listed = new Set(context.listing.files.map(({ path }) => path));
    const stray = pathsIn(value).find(path => !listed.has(path));
    if (stray) throw new Error(`states ${stray}, which is not there`);
    const inherited = Object.keys(Object.prototype);
    if (inherited.length > 0)
      throw new Error(`taught all objects ${inherited}`);
    count += problems.length;
  }
  return count;
}

/** A folder that may be an entity's: the one of the last file. */
function folderOfOne(files: Files): string {
  const [path] = files[files.length - 1];
  return isTreePath(path) ? folderOf(path) : '';
}

/** The places of the entries of all lists of a section. */
function pathsIn(section: object): string[] {
  return Object.values(section)
    .flat()
    .flatMap(entry => (typeof entry?.path === 'string' ? [entry.path] : []));
}
