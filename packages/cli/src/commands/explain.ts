import { parseArgs } from 'node:util';
import {
  CompiledCheck,
  CompiledScorecard,
} from '@airworthy/backstage-plugin-readiness-common';
import { describeEffort } from '../formats/wording';
import { readScorecards } from '../grade/readScorecards';
import { suggestChecks } from '../grade/suggestChecks';
import { Surroundings } from '../Surroundings';
import { cleanLine } from '../terminal/cleanLine';
import { Paint, paintFor, widthOf } from '../terminal/style';
import { wrap } from '../terminal/wrap';
import { UsageError } from '../UsageError';

export const explainHelp = `Says what a check looks at, why, and how to satisfy it.

Usage: airworthy explain <check> [options]

Options:
  --scorecards <path>    a scorecard, or a folder of them, instead of the built-in ones
`;

/** `airworthy explain` */
export async function explain(
  args: string[],
  { stdout, env, cwd }: Surroundings,
): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { scorecards: { type: 'string' } },
  });
  if (positionals.length !== 1) {
    throw new UsageError('explain takes the id of one check');
  }
  const [id] = positionals;
  const scorecards = await readScorecards(cwd(), values.scorecards);
  const found = placesOf(scorecards, check => check.id === id);
  if (found.length === 0) {
    throw new UsageError(
      `There is no check "${id}"${suggestChecks(id, scorecards)}`,
    );
  }
  const paint = paintFor(stdout, env);
  const width = widthOf(stdout, env);
  stdout.write(
    found
      // Others use it: that is told with the check itself.
      .filter(({ check }) => !found.some(place => check.use === nameOf(place)))
      .map(place => {
        const users = placesOf(scorecards, ({ use }) => use === nameOf(place));
        return describe(place, users, paint, width);
      })
      .join('\n'),
  );
  return 0;
}

/** A check in its scorecard. */
interface CheckPlace {
  scorecard: CompiledScorecard;
  check: CompiledCheck;
}

function placesOf(
  scorecards: CompiledScorecard[],
  wanted: (check: CompiledCheck) => boolean,
): CheckPlace[] {
  return scorecards.flatMap(scorecard =>
    scorecard.checks.filter(wanted).map(check => ({ scorecard, check })),
  );
}

/** As other scorecards name it when they use it. */
function nameOf({ scorecard, check }: CheckPlace): string {
  return `${scorecard.document.metadata.name}/${check.id}`;
}

function levelOf({ scorecard, check }: CheckPlace): string {
  const { levels } = scorecard.document.spec;
  const title = levels.find(({ id }) => id === check.level)?.title ?? '';
  return `${check.level} ${title}`;
}

function describe(
  place: CheckPlace,
  users: CheckPlace[],
  paint: Paint,
  width: number,
): string {
  const { check, scorecard } = place;
  const paragraph = (text: string) =>
    `  ${wrap(cleanLine(text), width, '  ')}\n`;
  const verbatim = (text: string) =>
    text
      .trimEnd()
      .split('\n')
      // Tabs and other spaces within a line stay one space; indents are kept.
      .map(line => {
        const [indent] = /^ */.exec(line) ?? [''];
        return `  ${indent}${cleanLine(line.trim())}`.trimEnd();
      })
      .join('\n')
      .concat('\n');
  const section = (title: string, body: string) =>
    `${paint(title, 'bold')}\n${body}`;

  return [
    section(
      cleanLine(check.title),
      [
        `  ${check.id}, ${scorecard.document.metadata.name}\n`,
        paragraph(
          `Level ${levelOf(place)}, ${check.category}, weight ${
            check.weight ?? 1
          }, about ${describeEffort(check.effortHours ?? 1)} of work`,
        ),
        ...users.map(user => {
          const { name } = user.scorecard.document.metadata;
          return paragraph(`Also in ${name}: level ${levelOf(user)}`);
        }),
      ].join(''),
    ),
    section('What is wrong when it fails', paragraph(check.message)),
    ...(check.reason ? [section('Why', paragraph(check.reason))] : []),
    ...(check.fix?.guide
      ? [section('How to satisfy it', verbatim(check.fix.guide))]
      : []),
    ...(check.when
      ? [section(`Applies ${check.applies ?? 'when'}`, verbatim(check.when))]
      : []),
    ...(check.pass ? [section('Passes when', verbatim(check.pass))] : []),
    ...(check.attestation
      ? [
          section(
            `${
              check.pass ? 'Or attested' : 'Attested'
            } in .airworthy/attestations.yaml, for ${
              check.attestation.withinDays
            } days`,
            verbatim(attestation(check.id)),
          ),
        ]
      : []),
    ...(check.attestation?.annotation
      ? [
          section(
            'Or by the day in an annotation of the entity',
            verbatim(`${check.attestation.annotation}: '2026-01-31'`),
          ),
        ]
      : []),
    ...(check.evidence ? [section('Evidence', verbatim(check.evidence))] : []),
  ].join('\n');
}

/** What people write to vouch for a check. */
function attestation(check: string): string {
  return `- check: ${check}
  by: who vouches for it
  date: the day, as 2026-01-31
  link: where it is written down`;
}
