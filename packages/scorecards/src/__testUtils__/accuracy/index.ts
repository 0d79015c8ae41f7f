import { join, resolve } from 'path';
import { compileBuiltInScorecard } from '../../compileBuiltInScorecards';
import { readCorpus } from './corpus';
import { judge, Verdict } from './measure';

export { measure } from './measure';
export { accuracyPage } from './page';

const root = resolve(__dirname, '../../../../..');

/** Where the page on accuracy is kept. */
export const pagePath = join(root, 'docs/accuracy.md');

/** What `production-readiness` says of the corpus. */
export async function judgeCorpus(): Promise<Verdict[]> {
  const scorecard = await compileBuiltInScorecard('production-readiness');
  return judge(readCorpus(join(root, 'packages/scorecards/corpus')), scorecard);
}
