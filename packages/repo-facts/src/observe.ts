import { AnalyzerContext } from './analyzers/Analyzer';
import { analyzers } from './analyzers';
import { capLists, sortLists } from './analyzers/lists';
import { RepoFacts, RepoFactsProblem, RepoObservation } from './facts';
import { ReadOnceTree } from './tree/ReadOnceTree';
import { SourceListing, SourceTree } from './tree/SourceTree';

/**
 * Options of {@link observeRepository}.
 *
 * @public
 */
export interface ObserveRepositoryOptions {
  tree: SourceTree;
  signal?: AbortSignal;
}

/** Problems kept of one section; the rest adds nothing to what is unknown. */
const maxProblems = 50;

/**
 * Runs all analyzers over a source tree. An analyzer that fails leaves its
 * section unknown and the others untouched. The same tree gives the same
 * observation.
 *
 * @throws only the reason of the signal, once it is aborted
 *
 * @public
 */
export async function observeRepository(
  options: ObserveRepositoryOptions,
): Promise<RepoObservation> {
  const { signal } = options;
  const tree = new ReadOnceTree(options.tree);
  signal?.throwIfAborted();
  let listing: SourceListing;
  try {
    listing = await tree.list();
  } catch (error) {
    return { facts: {}, problems: [{ fact: '', reason: messageOf(error) }] };
  }

  const facts: Partial<RepoFacts> = {};
  const problems: RepoFactsProblem[] = [];
  if (listing.incomplete) {
    problems.push({ fact: '', reason: listing.incomplete });
  }
  for (const analyzer of analyzers) {
    const { section } = analyzer;
    const found: RepoFactsProblem[] = [];
    const context = contextOf(tree, listing, signal, problem =>
      found.push({ fact: section, ...problem }),
    );
    try {
      const value = sortLists(await analyzer.analyze(context));
      const capped = capLists(section, value);
      Object.assign(facts, { [section]: capped.value });
      found.push(...capped.problems);
    } catch (error) {
      found.push({ fact: section, reason: messageOf(error) });
    }
    signal?.throwIfAborted();
    problems.push(...distinct(found).slice(0, maxProblems));
  }
  return { facts, problems };
}

function contextOf(
  tree: SourceTree,
  listing: SourceListing,
  signal: AbortSignal | undefined,
  problem: AnalyzerContext['problem'],
): AnalyzerContext {
  return {
    tree,
    listing,
    signal,
    problem,
    async read(path) {
      signal?.throwIfAborted();
      try {
        return await tree.read(path);
      } catch (error) {
        problem({ path, reason: messageOf(error) });
        return undefined;
      }
    },
  };
}

/** Analyzers that ask for a file twice are told twice what is wrong with it. */
function distinct(problems: RepoFactsProblem[]): RepoFactsProblem[] {
  const byText = new Map(problems.map(each => [JSON.stringify(each), each]));
  return [...byText.values()];
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
