import { SourceFile } from '../tree/SourceTree';
import { AnalyzerContext } from './Analyzer';
import { folderOf, foldersAbove } from './files/paths';

/**
 * Files that may hold settings for an entity: its own, and those in the
 * folders above it, where tools look when they find none.
 */
export function settingsFiles({
  listing,
  entity,
}: Pick<AnalyzerContext, 'listing' | 'entity'>): SourceFile[] {
  if (entity.folder === '') {
    return entity.files;
  }
  const above = new Set([...foldersAbove(entity.folder), '.github']);
  return listing.files
    .filter(({ path }) => above.has(folderOf(path)))
    .concat(entity.files);
}
