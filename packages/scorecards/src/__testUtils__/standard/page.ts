import {
  CheckDocument,
  ScorecardDocument,
} from '@airworthy/backstage-plugin-readiness-common';
import { Fixture } from '../../fixtures';

const introduction = `# The standard

Every check of the built-in scorecards: what is wrong when it fails, why it is asked, how to satisfy it, and the cases that show when it passes and when it does not. \`npm run standard\` writes this page from the scorecards and their fixtures, and a test fails when it is out of date.

\`airworthy explain <check>\` says the same in a terminal. [Scorecards](scorecards.md) tells how to write your own, and [Accuracy](accuracy.md) how often the checks are right.
`;

/** A scorecard with the cases of its own checks. */
export interface DocumentedScorecard {
  document: ScorecardDocument;
  fixtures: Fixture[];
}

/** The page on the standard, as Markdown. */
export function standardPage(scorecards: DocumentedScorecard[]): string {
  return [introduction, ...scorecards.map(scorecardSection)].join('\n');
}

function scorecardSection({ document, fixtures }: DocumentedScorecard): string {
  const { metadata, spec } = document;
  return [
    `## ${metadata.title}\n`,
    ...(metadata.description ? [`${metadata.description.trim()}\n`] : []),
    `\`${metadata.name}\` has ${spec.checks.length} checks on ${spec.levels.length} levels.\n`,
    ...spec.levels.map(
      ({ id, title, description }) =>
        `- **${id} ${title}**${description ? `: ${description.trim()}` : ''}`,
    ),
    '',
    ...byCategory(spec.checks).flatMap(([category, checks]) => [
      `### ${category}\n`,
      ...checks.map(check =>
        check.use === undefined
          ? checkSection(
              check,
              fixtures.filter(fixture => fixture.check === check.id),
            )
          : usedCheck(check, check.use),
      ),
    ]),
  ].join('\n');
}

/** A check of another scorecard is described there. */
function usedCheck({ title, level }: CheckDocument, use: string): string {
  return `- **${title}**, ${level}: \`${use}\`\n`;
}

function checkSection(check: CheckDocument, cases: Fixture[]): string {
  const { id, level, weight, effortHours, message, reason } = check;
  const { when, applies, pass } = check;
  return [
    `#### ${check.title}\n`,
    `\`${id}\`, ${level}, weight ${weight}, ${effort(effortHours)} of work.\n`,
    `${message.trim()}\n`,
    ...(reason ? [`**Why:** ${reason.trim()}\n`] : []),
    ...(when ? [`**Applies ${applies ?? 'when'}**\n`, code(when)] : []),
    ...(pass ? ['**Passes when**\n', code(pass)] : []),
    ...attestation(check),
    ...(check.fix?.guide
      ? ['**How to satisfy it**\n', `${check.fix.guide.trim()}\n`]
      : []),
    ...(cases.length > 0
      ? [
          '**Cases**\n',
          ...cases.map(({ expect, case: name }) => `- ${expect}: ${name}`),
          '',
        ]
      : []),
  ].join('\n');
}

function attestation({ pass, attestation: accepted }: CheckDocument): string[] {
  if (!accepted) return [];
  const { withinDays, annotation } = accepted;
  const otherwise = annotation
    ? `, or the annotation \`${annotation}\` has a day within that time`
    : '';
  return [
    `**${
      pass ? 'Or passes' : 'Passes'
    } when** it was [attested](scorecards.md) within ${withinDays} days${otherwise}.\n`,
  ];
}

function byCategory(checks: CheckDocument[]): [string, CheckDocument[]][] {
  const categories = new Map<string, CheckDocument[]>();
  for (const check of checks) {
    const { category } = check;
    categories.set(category, [...(categories.get(category) ?? []), check]);
  }
  return [...categories];
}

function code(expression: string): string {
  return `\`\`\`cel\n${expression.trim()}\n\`\`\`\n`;
}

function effort(hours: number): string {
  if (hours < 1) return `${Math.round(hours * 60)} minutes`;
  return `${hours} ${hours === 1 ? 'hour' : 'hours'}`;
}
