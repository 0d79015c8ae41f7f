import { FileOutcome } from './mergeFiles';
import { Upgrade } from './prepareUpgrade';

/**
 * How a service stands by a scorecard.
 *
 * @public
 */
export interface UpgradeGrade {
  /** Id of the level, or `null` for none. */
  level: string | null;
  score: number | null;
  /** Checks that are not met. */
  failing: { id: string; title: string }[];
}

/** The outcomes in the order in which people want to know of them. */
const headings: Record<FileOutcome, string> = {
  conflicted: 'You have to decide',
  updated: 'Updated',
  merged: 'Merged with your changes',
  added: 'Added',
  removed: 'Removed',
  kept: 'Left as you have it',
};

/** Files named of one outcome; the change itself shows the rest. */
const namedFiles = 100;

/**
 * Describes an upgrade in Markdown, for the pull request that offers it.
 *
 * @public
 */
export function describeUpgrade(
  upgrade: Upgrade,
  grades: { before: UpgradeGrade; after: UpgradeGrade },
): string {
  const { template, from, to, changes } = upgrade;
  const parts = [
    `Upgrades from ${template} ${from} to ${to}.`,
    describeGrades(grades),
  ];
  const conflicted = changes.filter(each => each.outcome === 'conflicted');
  if (conflicted.length > 0) {
    parts.push(
      'Where both you and the template changed the same lines, the files have the marks of git: keep what is right, and take the marks out before you merge.',
    );
  }
  for (const [outcome, heading] of Object.entries(headings)) {
    const files = changes.filter(each => each.outcome === outcome);
    if (files.length === 0) continue;
    const named = files
      .slice(0, namedFiles)
      .map(({ path, note }) => `- ${code(path)}${note ? `: ${note}` : ''}`);
    const more = files.length - named.length;
    if (more > 0) named.push(`- and ${more} more`);
    parts.push(`### ${heading}`, named.join('\n'));
  }
  return `${parts.join('\n\n')}\n`;
}

function describeGrades({
  before,
  after,
}: Record<'before' | 'after', UpgradeGrade>): string {
  const tell = ({ level, score }: UpgradeGrade) =>
    `${level ?? 'no level'}${score === null ? '' : `, score ${score}`}`;
  const without = (a: UpgradeGrade, b: UpgradeGrade) => {
    const ids = new Set(b.failing.map(({ id }) => id));
    return a.failing.filter(({ id }) => !ids.has(id));
  };
  const flipped = [
    ...without(before, after).map(({ title }) => `- now passes: ${title}`),
    ...without(after, before).map(({ title }) => `- no longer met: ${title}`),
  ];
  return [
    `Grade by what files can prove: **${tell(before)}** before, **${tell(
      after,
    )}** after.`,
    ...(flipped.length > 0 ? [flipped.join('\n')] : []),
  ].join('\n\n');
}

/** A path as code, whatever it contains. */
function code(path: string): string {
  const plain = path.replace(/[\r\n]/g, ' ');
  return plain.includes('`') ? `\`\` ${plain} \`\`` : `\`${plain}\``;
}
