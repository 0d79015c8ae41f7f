import { RepoFacts, RepoFactsProblem, RepoFactsSection } from '../facts';
import { SourceFile, SourceListing, SourceTree } from '../tree/SourceTree';

/** The part of a tree that is the entity's own. */
export interface EntityPart {
  /** Its folder in the tree, `""` for the root. */
  folder: string;
  /** Its files, by their paths in the tree. */
  files: SourceFile[];
}

/** Something of an analyzer's section that could not be observed. */
export interface AnalyzerProblem extends Omit<RepoFactsProblem, 'fact'> {
  /** The only list of the section that it leaves unknown. */
  list?: string;
}

/** What an analyzer is given. */
export interface AnalyzerContext {
  tree: SourceTree;
  listing: SourceListing;
  entity: EntityPart;
  /**
   * Reads a file, or notes a problem for the analyzer's section and answers
   * `undefined` when the file cannot be read.
   */
  read(path: string): Promise<string | undefined>;
  /** Notes that something in the analyzer's section could not be observed. */
  problem(problem: AnalyzerProblem): void;
  signal?: AbortSignal;
}

/** A pure function from a source tree to one section of the `repo` facts. */
export interface Analyzer<
  TSection extends RepoFactsSection = RepoFactsSection,
> {
  section: TSection;
  /**
   * `entity`: it is given the entity's own part as a tree of its own.
   * `repository`: it is given the whole repository, because what applies to
   * the entity also lies outside of its folder.
   */
  scope: 'entity' | 'repository';
  analyze(context: AnalyzerContext): Promise<RepoFacts[TSection]>;
}
