import { UnreadableFileError } from './SourceTree';

/** How far a file is searched for the NUL byte that makes it binary. */
const binaryProbe = 8 * 1024;

const utf8 = new TextDecoder();

/** Refuses a file of more bytes than the limit. */
export function refuseLarge(path: string, size: number, limit: number): void {
  if (size > limit) {
    throw new UnreadableFileError(
      path,
      `is larger than ${limit} bytes and was not read`,
    );
  }
}

/** Reads bytes as UTF-8 text, and refuses binary ones. */
export function decodeText(path: string, bytes: Uint8Array): string {
  if (bytes.subarray(0, binaryProbe).includes(0)) {
    throw new UnreadableFileError(path, 'is a binary file');
  }
  return utf8.decode(bytes);
}

/** The order of all listings: by code unit, the same on every machine. */
export function byPath(a: { path: string }, b: { path: string }): number {
  if (a.path === b.path) {
    return 0;
  }
  return a.path < b.path ? -1 : 1;
}
