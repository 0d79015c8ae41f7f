import { hashOfFile } from '@airworthy/repo-facts';
import { RenderedFile, RenderedFiles } from '../render/RenderedFile';
import { mergeTexts } from './mergeTexts';

/**
 * What became of a file in an upgrade.
 *
 * @public
 */
export type FileOutcome =
  /** The template has it anew. */
  | 'added'
  /** You never changed it, so it is the template's new one. */
  | 'updated'
  /** Both sides changed it, in different places. */
  | 'merged'
  /** Both sides changed it, and you have to decide. */
  | 'conflicted'
  /** The template does not have it any more, and you never changed it. */
  | 'removed'
  /** The template changed it, and yours stands. */
  | 'kept';

/**
 * A file that an upgrade touches, or leaves alone for a reason.
 *
 * @public
 */
export interface FileChange {
  path: string;
  outcome: FileOutcome;
  /** Why, where the outcome does not say it all. */
  note?: string;
}

/**
 * A file as its owner has it: `obstacle` is a folder, a link or the like in
 * its place, which is never written to.
 *
 * @public
 */
export type OwnFile = RenderedFile | 'obstacle' | undefined;

/**
 * What two versions of a template and the owner made of some files.
 *
 * @public
 */
export interface MergeFilesOptions {
  /** What the version rendered that the service came from. */
  base: RenderedFiles;
  /** What the new version renders. */
  next: RenderedFiles;
  /** sha256 of each file as it was written when the service was stamped. */
  stamped: Readonly<Record<string, string>>;
  /** The file that the owner has in a path. */
  own(path: string): OwnFile;
  /** What the new version is called in conflicts, such as `node-service 1.4.0`. */
  label: string;
}

/**
 * What an upgrade does to the owner's files.
 *
 * @public
 */
export interface MergedFiles {
  /** By path; files that stay as they are are not in it. */
  changes: FileChange[];
  write: RenderedFiles;
  /** Paths of files that go. */
  remove: string[];
}

/** A change, and the file that is written for it. */
type Merge = Omit<FileChange, 'path'> & { write?: RenderedFile };

/**
 * Merges a new version of a template into the owner's files. What the owner
 * changed stays, files of the owner are not touched, and where both changed
 * the same lines, both are kept between marks.
 *
 * @public
 */
export function mergeFiles(options: MergeFilesOptions): MergedFiles {
  const { base, next, stamped, own } = options;
  const hashes = new Map(Object.entries(stamped));
  const paths = new Set([...base.keys(), ...next.keys(), ...hashes.keys()]);
  const merged: MergedFiles = { changes: [], write: new Map(), remove: [] };
  for (const path of [...paths].sort()) {
    const merge = mergeFile({
      was: base.get(path),
      stamp: hashes.get(path),
      theirs: next.get(path),
      yours: own(path),
      label: options.label,
    });
    if (!merge) continue;
    const { write, ...change } = merge;
    merged.changes.push({ path, ...change });
    if (write) merged.write.set(path, write);
    if (change.outcome === 'removed') merged.remove.push(path);
  }
  return merged;
}

/** One file, on all sides. */
interface Sides {
  was: RenderedFile | undefined;
  stamp: string | undefined;
  theirs: RenderedFile | undefined;
  yours: OwnFile;
  label: string;
}

function mergeFile(sides: Sides): Merge | undefined {
  const { was, stamp, theirs, yours } = sides;
  if (yours === 'obstacle') {
    return theirs && !(was && isSame(was, theirs))
      ? {
          outcome: 'conflicted',
          note: 'a folder or a link of yours is in its place',
        }
      : undefined;
  }
  const isKnown = was !== undefined || stamp !== undefined;
  if (!yours) {
    if (!theirs) return undefined;
    if (!isKnown) return { outcome: 'added', write: theirs };
    return was && isSame(was, theirs)
      ? undefined
      : { outcome: 'kept', note: 'you deleted it' };
  }
  const isUntouched =
    isKnown &&
    ((was !== undefined && was.content.equals(yours.content)) ||
      hashOfFile(yours.content) === stamp);
  if (!theirs) {
    if (!isKnown) return undefined;
    return isUntouched
      ? { outcome: 'removed' }
      : { outcome: 'kept', note: 'the template does not have it any more' };
  }
  return isUntouched
    ? updated(yours, withMode(theirs, { was, theirs, yours }))
    : mergeBoth({ ...sides, theirs, yours });
}

function updated(yours: RenderedFile, write: RenderedFile): Merge | undefined {
  return isSame(yours, write) ? undefined : { outcome: 'updated', write };
}

/** A file that the owner changed, or that is not the template's. */
function mergeBoth(
  sides: Omit<Sides, 'theirs' | 'yours'> &
    Record<'theirs' | 'yours', RenderedFile>,
): Merge | undefined {
  const { was, theirs, yours, label } = sides;
  const isOfTheirs = theirs.content.equals(yours.content);
  if (isOfTheirs || was?.content.equals(theirs.content)) {
    return updated(yours, withMode(yours, sides));
  }
  const [yourText, theirText] = [textOf(yours), textOf(theirs)];
  const baseText = was ? textOf(was) : '';
  if (
    yourText === undefined ||
    theirText === undefined ||
    baseText === undefined
  ) {
    return { outcome: 'conflicted', note: 'it is no text, and yours stands' };
  }
  const { text, conflicts } = mergeTexts({
    base: baseText,
    yours: yourText,
    theirs: theirText,
    labels: { yours: 'yours', theirs: label },
  });
  const write = withMode({ ...yours, content: Buffer.from(text) }, sides);
  if (conflicts > 0) {
    const places = conflicts === 1 ? 'one place' : `${conflicts} places`;
    return { outcome: 'conflicted', note: `in ${places}`, write };
  }
  return isSame(yours, write) ? undefined : { outcome: 'merged', write };
}

/** The mode is the template's where the template changed it. */
function withMode(
  file: RenderedFile,
  {
    was,
    theirs,
    yours,
  }: Record<'theirs' | 'yours', RenderedFile> & {
    was?: RenderedFile;
  },
): RenderedFile {
  const isOfTheirs = was !== undefined && was.executable !== theirs.executable;
  return { ...file, executable: (isOfTheirs ? theirs : yours).executable };
}

function isSame(a: RenderedFile, b: RenderedFile): boolean {
  return a.executable === b.executable && a.content.equals(b.content);
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of a file, or `undefined` when it is binary. */
function textOf({ content }: RenderedFile): string | undefined {
  if (content.includes(0)) return undefined;
  try {
    return utf8.decode(content);
  } catch {
    return undefined;
  }
}
