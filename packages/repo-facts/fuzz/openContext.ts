import { AnalyzerContext, AnalyzerProblem } from '../src/analyzers/Analyzer';
import { placeIn } from '../src/analyzers/places';
import { EntityTree } from '../src/tree/EntityTree';
import { MemoryTree } from '../src/tree/MemoryTree';
import { UnreadableFileError } from '../src/tree/SourceTree';

/** Files of a tree by path, with what they contain. */
export type Files = [path: string, content: string | Uint8Array][];

/**
 * What an analyzer is given for the entity in a folder of a tree of files.
 *
 * @param onRead - is told each path that the analyzer asks for
 */
export async function openContext(
  files: Files,
  folder: string,
  onRead: (path: string) => void,
): Promise<{ context: AnalyzerContext; problems: AnalyzerProblem[] }> {
  const tree = new MemoryTree(Object.fromEntries(files));
  const own = await (await EntityTree.open(tree, folder)).list();
  const problems: AnalyzerProblem[] = [];
  const read = async (path: string) => {
    onRead(path);
    return tree.read(path);
  };
  const context: AnalyzerContext = {
    tree: { list: () => tree.list(), read },
    listing: await tree.list(),
    entity: { folder, files: placeIn(folder, own.files) },
    problem: problem => problems.push(problem),
    read: path =>
      read(path).catch(error => {
        if (!(error instanceof UnreadableFileError)) throw error;
        problems.push({ path, reason: error.message });
        return undefined;
      }),
  };
  return { context, problems };
}
