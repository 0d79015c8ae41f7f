import { createHash } from 'node:crypto';
import stringify from 'fast-json-stable-stringify';

/** A hash of a value's meaning: the order of its keys does not matter. */
export function hashOf(value: unknown): string {
  return createHash('sha256').update(stringify(value)).digest('hex');
}
