import { RepoFacts } from '../../facts';
import { answersPath, hashOfFile, readAnswers } from '../../lineage/answers';
import { boundariesOf } from '../../tree/boundaries';
import { UnreadableFileError } from '../../tree/SourceTree';
import { Analyzer, AnalyzerContext } from '../Analyzer';

type Stamp = RepoFacts['lineage']['stamps'][number];

/** Bytes that are hashed at most; no template writes as much. */
const maxBytes = 64 * 1024 * 1024;

/** States from which template a service came, and how far it has moved on. */
export const lineageAnalyzer: Analyzer<'lineage'> = {
  section: 'lineage',
  scope: 'entity',
  async analyze(context) {
    const { listing, read, problem } = context;
    const isThere = listing.files.some(({ path }) => path === answersPath);
    const content = isThere ? await read(answersPath) : undefined;
    if (content === undefined) {
      return { stamps: [] };
    }
    const { answers, mistakes } = readAnswers(content);
    for (const { line, message } of mistakes) {
      const reason = `${answersPath}:${line} ${message}`;
      problem({ path: answersPath, line, reason });
    }
    if (!answers) {
      return { stamps: [] };
    }
    const { template, files } = answers;
    return {
      stamps: [
        {
          path: answersPath,
          line: 1,
          template: template.ref,
          version: template.version,
          ...(await countMoved(context, files)),
        },
      ],
    };
  },
};

/** How many of the files that the template wrote are as it wrote them. */
async function countMoved(
  { listing, tree, problem, signal }: AnalyzerContext,
  hashes: Record<string, string>,
): Promise<Pick<Stamp, 'files' | 'changed' | 'removed'>> {
  const stamped = Object.entries(hashes);
  const sizes = new Map(listing.files.map(({ path, size }) => [path, size]));
  // What lies outside is not listed, whether it is there or not.
  const isInside = boundariesOf([
    ...sizes.keys(),
    ...stamped.map(([path]) => path),
  ]);
  let bytesLeft = maxBytes;
  let changed = 0;
  let removed = 0;
  for (const [path, hash] of stamped) {
    signal?.throwIfAborted();
    const size = sizes.get(path);
    if (size === undefined) {
      removed += Number(listing.incomplete === undefined && isInside(path));
      continue;
    }
    bytesLeft -= size;
    if (bytesLeft < 0) {
      const reason = `The files that its template wrote have more than ${maxBytes} bytes.`;
      problem({ path: answersPath, reason });
      break;
    }
    changed += Number(await isChanged(tree, path, hash));
  }
  return { files: stamped.length, changed, removed };
}

/** Binary files are not read, and taken to be as they were. */
async function isChanged(
  tree: AnalyzerContext['tree'],
  path: string,
  hash: string,
): Promise<boolean> {
  try {
    return hashOfFile(await tree.read(path)) !== hash;
  } catch (error) {
    if (error instanceof UnreadableFileError) {
      return false;
    }
    throw error;
  }
}
