import { InputError } from '@backstage/errors';
import { z } from 'zod';
import { StandingsPosition } from '../store/reports/standings';

const cursorSchema = z.tuple([
  z.string(),
  z.union([z.string(), z.number()]),
  z.string(),
]);

/** States where a page ended, in a form that callers hand back as it is. */
export function encodeCursor(
  sort: string,
  position: StandingsPosition,
): string {
  return Buffer.from(
    JSON.stringify([sort, position.value, position.ref]),
  ).toString('base64url');
}

/** @throws InputError when it is not a cursor of a list in the same order. */
export function decodeCursor(sort: string, cursor: string): StandingsPosition {
  try {
    const [madeFor, value, ref] = cursorSchema.parse(
      JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')),
    );
    const isText = ![value, ref].some(text => String(text).includes('\0'));
    if (madeFor === sort && isText && isSortedBy(sort, value)) {
      return { value, ref };
    }
  } catch {
    // Told below: what is wrong inside of it means nothing to the caller.
  }
  throw new InputError('cursor: is not one that this list has answered');
}

/** Whether a list in that order has such values: databases refuse others. */
function isSortedBy(sort: string, value: string | number): boolean {
  if (/score/.test(sort)) {
    return typeof value === 'number';
  }
  return /level/.test(sort)
    ? Number.isInteger(value) && Math.abs(Number(value)) <= 1_000
    : typeof value === 'string';
}
