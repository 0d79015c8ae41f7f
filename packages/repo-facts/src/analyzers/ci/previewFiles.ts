import { CiFacts } from './CiFacts';
import { AnalyzerContext } from '../Analyzer';
import { parseYamlDocuments, YamlDocument } from '../../yaml/readYaml';
import { listOf, mapOf, textOf } from '../shapes';

type Preview = CiFacts['previews'][number];

/** Files that make environments for pull requests, and where they say so. */
const kinds: {
  path: RegExp;
  word: string;
  tool: string;
  find(value: unknown): (string | number)[] | undefined;
}[] = [
  {
    path: /\.ya?ml$/,
    word: 'pullRequest',
    tool: 'argo-cd',
    find: value =>
      mapOf(value).kind === 'ApplicationSet' && asksPullRequests(value, 0)
        ? ['metadata', 'name']
        : undefined,
  },
  {
    path: /^render\.ya?ml$/,
    word: 'review',
    tool: 'render',
    find: value => {
      const { previews, previewsEnabled } = mapOf(value);
      const generation = textOf(mapOf(previews).generation);
      if (/^(?:automatic|manual)$/.test(generation)) {
        return ['previews'];
      }
      return previewsEnabled === true ? ['previewsEnabled'] : undefined;
    },
  },
  {
    path: /^app\.json$/,
    word: '"review"',
    tool: 'heroku',
    find: value =>
      'review' in mapOf(mapOf(value).environments)
        ? ['environments', 'review']
        : undefined,
  },
];

/** Larger files are data. */
const largestFile = 256 * 1024;

/** States preview environments that something other than a pipeline makes. */
export async function readPreviews({
  entity,
  tree,
  signal,
}: AnalyzerContext): Promise<Preview[]> {
  const previews: Preview[] = [];
  for (const { path, size } of entity.files) {
    for (const kind of kinds) {
      if (size > largestFile || !kind.path.test(path)) {
        continue;
      }
      signal?.throwIfAborted();
      // Whoever states resources tells of what cannot be read.
      const text = await tree.read(path).catch(() => undefined);
      if (text?.includes(kind.word)) {
        previews.push(
          ...parseYamlDocuments(text).documents.flatMap(document =>
            previewOf(path, kind, document),
          ),
        );
      }
    }
  }
  return previews;
}

function previewOf(
  path: string,
  { tool, find }: (typeof kinds)[number],
  { value, lineOf }: YamlDocument,
): Preview[] {
  const at = find(value);
  return at ? [{ path, line: lineOf(at), tool }] : [];
}

/** Generators can be inside of others: matrix and merge. */
function asksPullRequests(value: unknown, depth: number): boolean {
  const { generators } = depth === 0 ? mapOf(mapOf(value).spec) : mapOf(value);
  return (
    depth < 4 &&
    listOf(generators).some(
      generator =>
        'pullRequest' in mapOf(generator) ||
        Object.values(mapOf(generator)).some(inner =>
          asksPullRequests(inner, depth + 1),
        ),
    )
  );
}
