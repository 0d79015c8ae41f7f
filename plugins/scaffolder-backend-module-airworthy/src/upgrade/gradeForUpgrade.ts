import { UpgradeGrade } from '@airworthy/golden-paths';
import { assessWorkspace } from '../assessment/assessWorkspace';
import { unmet } from '../assessment/wording';

/** How a service in a folder of a workspace stands by what files can prove. */
export async function gradeForUpgrade(options: {
  /** The whole repository. */
  workspace: string;
  /** The folder of the service in it, `''` for the root. */
  folder: string;
  scorecard: string;
  signal?: AbortSignal;
}): Promise<UpgradeGrade> {
  const { report } = await assessWorkspace({
    folder: options.workspace,
    path: options.folder,
    scorecard: { builtIn: options.scorecard },
    entityRef: 'component:default/workspace',
    signal: options.signal,
  });
  return {
    level: report.level,
    score: report.score,
    failing: unmet(report).map(({ check, title }) => ({ id: check, title })),
  };
}
