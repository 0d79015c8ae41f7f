import { Analyzer, AnalyzerContext } from './analyzers/Analyzer';
import { analyzers } from './analyzers';
import { capLists, sortLists } from './analyzers/lists';
import { placeIn, placeProblemIn } from './analyzers/places';
import { RepoFacts, RepoFactsProblem, RepoObservation } from './facts';
import { EntityTree } from './tree/EntityTree';
import { ReadOnceTree } from './tree/ReadOnceTree';
import { SourceTree } from './tree/SourceTree';

/**
 * Options of {@link observeRepository}.
 *
 * @public
 */
export interface ObserveRepositoryOptions {
  /** The whole repository. */
  tree: SourceTree;
  /** The folder of the entity in it, such as `services/orders`; the root when absent. */
  folder?: string;
  signal?: AbortSignal;
}

/** Problems kept of one section; the rest adds nothing to what is unknown. */
const maxProblems = 50;

/**
 * Runs all analyzers over the part of a repository that concerns one entity:
 * what lies in its folder, and what applies to it from outside. All paths in
 * the answer start at the root of the tree.
 *
 * An analyzer that fails leaves its section unknown and the others untouched.
 * The same tree gives the same observation.
 *
 * @throws only the reason of the signal, once it is aborted
 *
 * @public
 */
export async function observeRepository(
  options: ObserveRepositoryOptions,
): Promise<RepoObservation> {
  const { folder = '', signal } = options;
  signal?.throwIfAborted();
  let parts: Parts;
  try {
    parts = await openParts(options.tree, folder);
  } catch (error) {
    return { facts: {}, problems: [{ fact: '', reason: messageOf(error) }] };
  }

  const facts: Partial<RepoFacts> = {};
  const problems: RepoFactsProblem[] = [];
  const { incomplete } = parts.entity.listing;
  if (incomplete) {
    problems.push({ fact: '', reason: incomplete });
  }
  for (const { section, scope, analyze } of analyzers) {
    const part = parts[scope];
    const found: RepoFactsProblem[] = [];
    const context = contextOf(part, signal, ({ list, ...problem }) =>
      found.push({
        fact: list ? `${section}.${list}` : section,
        ...placeProblemIn(part.place, problem),
      }),
    );
    try {
      const value = sortLists(await analyze(context));
      const capped = capLists(section, value);
      Object.assign(facts, { [section]: placeIn(part.place, capped.value) });
      found.push(...capped.problems);
    } catch (error) {
      found.push({ fact: section, reason: messageOf(error) });
    }
    signal?.throwIfAborted();
    problems.push(...distinct(found).slice(0, maxProblems));
  }
  return { facts, problems };
}

/** What analyzers of one scope look at. */
interface Part extends Pick<AnalyzerContext, 'tree' | 'listing' | 'entity'> {
  /** Where its paths start in the repository. */
  place: string;
}

type Parts = Record<Analyzer['scope'], Part>;

async function openParts(whole: SourceTree, folder: string): Promise<Parts> {
  const repository = new ReadOnceTree(whole);
  const tree = await EntityTree.open(repository, folder);
  const listing = await tree.list();
  if (folder !== '' && listing.files.length === 0) {
    throw new Error(`There is no file in ${folder} that counts.`);
  }
  const files = placeIn(folder, listing.files);
  return {
    entity: {
      ...{ tree, listing, place: folder },
      entity: { folder: '', files: listing.files },
    },
    repository: {
      ...{ tree: repository, listing: await repository.list(), place: '' },
      entity: { folder, files },
    },
  };
}

function contextOf(
  { tree, listing, entity }: Part,
  signal: AbortSignal | undefined,
  problem: AnalyzerContext['problem'],
): AnalyzerContext {
  return {
    tree,
    listing,
    entity,
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
