import { RepoFacts, RepoFactsProblem, RepoFactsSection } from '../facts';
import { MemoryTree } from '../tree/MemoryTree';
import { Analyzer } from './Analyzer';

/** Runs one analyzer over files given as text; for tests of analyzers. */
export async function observeSection<T extends RepoFactsSection>(
  analyzer: Analyzer<T>,
  files: Record<string, string | Uint8Array>,
): Promise<{
  facts: RepoFacts[T];
  problems: Omit<RepoFactsProblem, 'fact'>[];
}> {
  const tree = new MemoryTree(files);
  const problems: Omit<RepoFactsProblem, 'fact'>[] = [];
  const facts = await analyzer.analyze({
    tree,
    listing: await tree.list(),
    problem: found => problems.push(found),
    async read(path) {
      try {
        return await tree.read(path);
      } catch (error) {
        problems.push({ path, reason: (error as Error).message });
        return undefined;
      }
    },
  });
  return { facts, problems };
}
