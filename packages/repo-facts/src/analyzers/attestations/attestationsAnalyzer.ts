import { z } from 'zod';
import { Analyzer } from '../Analyzer';
import { findDeclarations } from '../declarations/findDeclarations';
import { day, link, text } from '../declarations/readDeclarations';

const attestations = {
  name: 'attestations',
  noun: 'an attestation',
  schema: z.strictObject({
    check: text,
    by: text,
    date: day,
    link: link.default(''),
    expires: day.default(''),
  }),
};

/** States what people vouch for that no file can prove, and since when. */
export const attestationsAnalyzer: Analyzer<'attestations'> = {
  section: 'attestations',
  scope: 'entity',
  async analyze(context) {
    return { entries: await findDeclarations(context, attestations) };
  },
};
