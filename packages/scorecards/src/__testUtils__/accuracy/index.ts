import { join, resolve } from 'path';
import { compileScorecard } from '@airworthy/backstage-plugin-readiness-common';
import { builtInFactSchemas } from '@airworthy/backstage-plugin-readiness-node';
import { readBuiltInScorecard } from '../../builtInScorecards';
import { readCorpus } from './corpus';
import { judge, Verdict } from './measure';

export { measure } from './measure';
export { accuracyPage } from './page';

const root = resolve(__dirname, '../../../../..');

/** Where the page on accuracy is kept. */
export const pagePath = join(root, 'docs/accuracy.md');

/** What `production-readiness` says of the corpus. */
export async function judgeCorpus(): Promise<Verdict[]> {
  const { scorecard, problems } = compileScorecard({
    ...(await readBuiltInScorecard('production-readiness')),
    schemas: builtInFactSchemas,
  });
  if (!scorecard) throw new Error(JSON.stringify(problems, undefined, 2));
  return judge(readCorpus(join(root, 'packages/scorecards/corpus')), scorecard);
}
