import { RepoFacts, RepoFactsProblem, RepoFactsSection } from '../../facts';
import { UnreadableFileError } from '../../tree/SourceTree';
import { Analyzer } from '../Analyzer';

/** Runs an analyzer over files given as texts by path; for tests. */
export async function analyzeFiles<TSection extends RepoFactsSection>(
  analyzer: Analyzer<TSection>,
  files: Record<string, string | Error>,
): Promise<{
  facts: RepoFacts[TSection];
  problems: Omit<RepoFactsProblem, 'fact'>[];
}> {
  const problems: Omit<RepoFactsProblem, 'fact'>[] = [];
  const listing = {
    files: Object.keys(files)
      .sort()
      .map(path => ({ path, size: Buffer.byteLength(String(files[path])) })),
  };
  const readText = async (path: string) => {
    const text = Object.hasOwn(files, path)
      ? files[path]
      : new UnreadableFileError(path, 'does not exist');
    if (text instanceof Error) {
      throw text;
    }
    return text;
  };
  const facts = await analyzer.analyze({
    tree: { list: async () => listing, read: readText },
    listing,
    read: path =>
      readText(path).catch((error: Error) => {
        problems.push({ path, reason: error.message });
        return undefined;
      }),
    problem: problem => problems.push(problem),
  });
  return { facts, problems };
}
