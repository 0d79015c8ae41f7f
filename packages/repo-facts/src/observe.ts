import { RepoObservation } from './facts';
import { SourceTree } from './tree/SourceTree';

/** Options of {@link observeRepository}. */
export interface ObserveRepositoryOptions {
  tree: SourceTree;
  signal?: AbortSignal;
}

/**
 * Runs all analyzers over a source tree. An analyzer that fails leaves its
 * section unknown and the others untouched.
 */
export async function observeRepository(
  _options: ObserveRepositoryOptions,
): Promise<RepoObservation> {
  throw new Error('not written yet');
}
