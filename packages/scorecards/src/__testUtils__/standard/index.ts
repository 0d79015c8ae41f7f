import { resolve } from 'path';
import { compileBuiltInScorecards } from '../../compileBuiltInScorecards';
import { builtInFixtures } from '../builtInFixtures';
import { standardPage } from './page';

/** Where the page on the standard is kept. */
export const pagePath = resolve(__dirname, '../../../../../docs/standard.md');

/** The page on the built-in scorecards, as Markdown. */
export async function describeStandard(): Promise<string> {
  const scorecards = await compileBuiltInScorecards();
  return standardPage(
    scorecards.map(({ document }) => ({
      document,
      fixtures: builtInFixtures(document.metadata.name),
    })),
  );
}
