import { z } from 'zod';

/** Where in the repository something was found. */
export const place = {
  /** Path relative to the root of the repository, with forward slashes. */
  path: z.string(),
  /** Line in that file, counted from 1. */
  line: z.number(),
};

/** Something of which only the place matters. */
export const placeSchema = z.object(place);
