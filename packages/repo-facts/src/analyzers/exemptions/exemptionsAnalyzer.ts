import { z } from 'zod';
import { Analyzer } from '../Analyzer';
import { findDeclarations } from '../declarations/findDeclarations';
import { day, link, text } from '../declarations/readDeclarations';
import { ownersOf } from '../ownership/codeowners';
import { readCodeowners } from '../ownership/readCodeowners';

const exemptions = {
  name: 'exemptions',
  noun: 'an exemption',
  schema: z
    .strictObject({
      check: text
        .regex(
          /^([^/]+\/)?[^/]+$/,
          'must be such as owner-exists or ownership/owner-exists',
        )
        .default(''),
      scorecard: text.default(''),
      reason: z.string().trim().min(10).max(2_000),
      expires: day.default(''),
      link: link.default(''),
      by: text.default(''),
    })
    .refine(({ check, scorecard }) => (check === '') !== (scorecard === ''), {
      error: 'must have either "check" or "scorecard"',
    }),
};

/**
 * States what a repository asks to be excused from, and who has to agree: the
 * owners of that file by CODEOWNERS.
 */
export const exemptionsAnalyzer: Analyzer<'exemptions'> = {
  section: 'exemptions',
  scope: 'repository',
  async analyze(context) {
    const found = await findDeclarations(context, exemptions);
    if (found.length === 0) {
      return { entries: [] };
    }
    const { rules } = await readCodeowners(context);
    const owners = ownersOf(rules, found[0].path);
    return { entries: found.map(entry => ({ ...entry, owners })) };
  },
};
