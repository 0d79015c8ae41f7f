import { z } from 'zod';
import { placeSchema } from './place';

export const filesFacts = z.object({
  count: z.number(),
  /** Committed `.env` files with values; `.env.example` and the like are not meant. */
  env: z.array(placeSchema),
  /** Languages with source files, by number of files. */
  languages: z.array(z.string()),
});
