import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils';
import stringify from 'fast-json-stable-stringify';
import { ScorecardDocument } from './document';

/**
 * SHA-256 over what a document means: layout, comments and the order of keys
 * do not count. Web Crypto would do, but only asynchronously.
 */
export function revisionOf(document: ScorecardDocument): string {
  return bytesToHex(sha256(utf8ToBytes(stringify(document))));
}
