import { RepoFacts, RepoFactsSection } from '../facts';
import { MemoryTree } from '../tree/MemoryTree';
import { EntityTree } from '../tree/EntityTree';
import { Analyzer, AnalyzerProblem } from './Analyzer';
import { placeIn } from './places';

/**
 * Runs one analyzer over files given as text; for tests of analyzers.
 *
 * @param folder - the entity's, for analyzers of the whole repository
 */
export async function observeSection<T extends RepoFactsSection>(
  analyzer: Analyzer<T>,
  files: Record<string, string | Uint8Array>,
  folder = '',
): Promise<{
  facts: RepoFacts[T];
  problems: AnalyzerProblem[];
}> {
  const tree = new MemoryTree(files);
  const problems: AnalyzerProblem[] = [];
  const own = await (await EntityTree.open(tree, folder)).list();
  const facts = await analyzer.analyze({
    tree,
    listing: await tree.list(),
    entity: { folder, files: placeIn(folder, own.files) },
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
