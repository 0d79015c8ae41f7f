import {
  gradeProvable,
  ProvableGrade,
} from '@airworthy/backstage-plugin-readiness-common';
import { toRepoFacts } from '@airworthy/backstage-plugin-readiness-node';
import { MergedFiles, UpgradeGrade } from '@airworthy/golden-paths';
import {
  DirectoryTree,
  MemoryTree,
  observeRepository,
  SourceTree,
  UnreadFile,
} from '@airworthy/repo-facts';
import { compileBuiltInScorecard } from '@airworthy/scorecards';

/** Grades a folder as it is, and as an upgrade would leave it. */
export async function gradeUpgrade(
  folder: string,
  upgrade: MergedFiles,
  now: Date,
): Promise<{ before: UpgradeGrade; after: UpgradeGrade }> {
  const tree = new DirectoryTree(folder);
  return {
    before: gradeOf(await grade(tree, now)),
    after: gradeOf(await grade(await upgraded(tree, upgrade), now)),
  };
}

async function grade(tree: SourceTree, now: Date): Promise<ProvableGrade> {
  const observation = await observeRepository({ tree });
  return gradeProvable({
    scorecard: await compileBuiltInScorecard('production-readiness'),
    namespaces: ['repo'],
    entityRef: 'component:default/service',
    facts: [
      {
        namespace: 'repo',
        ...toRepoFacts(observation),
        observedAt: now.toISOString(),
      },
    ],
    now,
  });
}

function gradeOf({ report }: ProvableGrade): UpgradeGrade {
  const steps = new Set(report.nextSteps);
  return {
    level: report.level,
    score: report.score,
    failing: report.results
      .filter(({ check }) => steps.has(check))
      .map(({ check, title }) => ({ id: check, title })),
  };
}

/** The files of a tree as they would be. */
async function upgraded(
  tree: SourceTree,
  { write, remove }: MergedFiles,
): Promise<SourceTree> {
  const contents: Record<string, string | Uint8Array> = {};
  const unread: UnreadFile[] = [];
  const gone = new Set(remove);
  for (const { path } of (await tree.list()).files) {
    if (gone.has(path) || write.has(path)) continue;
    try {
      contents[path] = await tree.read(path);
    } catch (error) {
      const reason = String((error as Error).message);
      unread.push({ path, reason: reason.replace(`${path} `, '') });
    }
  }
  for (const [path, { content }] of write) contents[path] = content;
  return new MemoryTree(contents, { unread });
}
