import { RepoFacts, RepoFactsProblem, RepoFactsSection } from '../../facts';
import { MemoryTree } from '../../tree/MemoryTree';
import { Analyzer } from '../Analyzer';

/** Runs one analyzer over files given by path; for tests. */
export async function analyzeFiles<TSection extends RepoFactsSection>(
  analyzer: Analyzer<TSection>,
  files: Record<string, string | Uint8Array>,
): Promise<{
  facts: RepoFacts[TSection];
  problems: Omit<RepoFactsProblem, 'fact'>[];
}> {
  const problems: Omit<RepoFactsProblem, 'fact'>[] = [];
  const tree = new MemoryTree(files);
  const facts = await analyzer.analyze({
    tree,
    listing: await tree.list(),
    read: path =>
      tree.read(path).catch((error: Error) => {
        problems.push({ path, reason: error.message });
        return undefined;
      }),
    problem: problem => problems.push(problem),
  });
  return { facts, problems };
}
