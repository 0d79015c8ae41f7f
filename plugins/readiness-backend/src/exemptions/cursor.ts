import { InputError } from '@backstage/errors';
import { z } from 'zod';
import { ExemptionsPosition } from '../store/exemptions/listExemptions';

const cursorSchema = z.tuple([z.iso.datetime(), z.uuid()]);

/** States where a page of exemptions ended, in a form that callers hand back as it is. */
export function encodeExemptionCursor(position: ExemptionsPosition): string {
  return Buffer.from(
    JSON.stringify([position.requested_at, position.id]),
  ).toString('base64url');
}

/** @throws InputError when it is not a cursor of a list of exemptions. */
export function decodeExemptionCursor(cursor: string): ExemptionsPosition {
  try {
    const [requested_at, id] = cursorSchema.parse(
      JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')),
    );
    return { requested_at, id };
  } catch {
    // What is wrong inside of it means nothing to the caller.
    throw new InputError('cursor: is not one that this list has answered');
  }
}
