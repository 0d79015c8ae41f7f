import { CheckResult } from '@airworthy/backstage-plugin-readiness-common';
import { ProvenChange } from './proveChange';

/** A change in Markdown, as the text of the request that proposes it. */
export function describeChange(change: ProvenChange): string {
  const { before, after, mended } = change;
  return [
    `**${after.report.scorecardTitle}**: level ${stepOf(
      before.report.level,
      after.report.level,
    )}, score ${stepOf(
      before.report.score,
      after.report.score,
    )} of 100, by what files can prove.`,
    mended.length === 0
      ? 'No check is mended by it, and none got worse.'
      : [
          'These checks pass now, and none got worse:',
          '',
          ...mended.map(lineOf),
        ].join('\n'),
  ].join('\n\n');
}

function lineOf({ level, title, check }: CheckResult): string {
  return `- **${level}** ${title} (\`${check}\`)`;
}

function stepOf<TValue>(before: TValue | null, after: TValue | null): string {
  const [old, now] = [before ?? 'none', after ?? 'none'];
  return old === now ? `${now}` : `${old} → ${now}`;
}
