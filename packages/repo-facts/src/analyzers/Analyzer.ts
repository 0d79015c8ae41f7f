import { RepoFacts, RepoFactsProblem, RepoFactsSection } from '../facts';
import { SourceListing, SourceTree } from '../tree/SourceTree';

/** What an analyzer is given. */
export interface AnalyzerContext {
  tree: SourceTree;
  listing: SourceListing;
  /**
   * Reads a file, or notes a problem for the analyzer's section and answers
   * `undefined` when the file cannot be read.
   */
  read(path: string): Promise<string | undefined>;
  /** Notes that something in the analyzer's section could not be observed. */
  problem(problem: Omit<RepoFactsProblem, 'fact'>): void;
  signal?: AbortSignal;
}

/** A pure function from a source tree to one section of the `repo` facts. */
export interface Analyzer<
  TSection extends RepoFactsSection = RepoFactsSection,
> {
  section: TSection;
  analyze(context: AnalyzerContext): Promise<RepoFacts[TSection]>;
}
