import { Accuracy, disagrees, measure, Verdict } from './measure';

const introduction = `# Accuracy

How often the checks of \`production-readiness\` are right, over a corpus of small repositories. \`npm run accuracy\` writes this page, and a test fails when it is out of date.

## How it is made

Each file of \`packages/scorecards/corpus\` is a repository in miniature with the catalog entity that it belongs to. Some are well kept, some are neglected, and most hold traps: a health route that only a test knows, a vendored folder with everything in it, a workflow that never runs, a user that comes through an ARG. Each was labelled by reading its files with the meaning of the checks in mind: which checks should pass, which do not apply, and which nobody can know. All others should fail. The real analyzers and the real engine then grade each repository.

- **Passes** are labelled as passing. They are either **right**, or **missed**.
- A **false pass** is labelled otherwise: it should fail, not apply, or be unknown.
- **Mixed up** are wrong results without a pass: fail, not applicable and unknown taken for one another.
- **Precision** is right / (right + false). **Recall** is right / (right + missed + mixed up), which is stricter than usual. A dash means that there is nothing to divide by.

## What it does not say

The same people wrote the corpus and the analyzers, and disagreements were resolved by thinking again about both. So these numbers show that the traps we know of are avoided, and that a change which falls into one is noticed. They are not what you should expect of repositories that none of us has seen.

A test asks for a precision of 0.97 and a recall of 0.95 in each category. Known not to be read: traffic that Cloud Run moves in steps, jobs that share a matrix, and images that some build tools name.
`;

const columns: [string, (accuracy: Accuracy) => string][] = [
  ['passes', ({ passes }) => String(passes)],
  ['right', ({ rightPasses }) => String(rightPasses)],
  ['false', ({ falsePasses }) => String(falsePasses)],
  ['missed', ({ missedPasses }) => String(missedPasses)],
  ['mixed up', ({ mixedUp }) => String(mixedUp)],
  ['precision', ({ precision }) => precision?.toFixed(3) ?? '–'],
  ['recall', ({ recall }) => recall?.toFixed(3) ?? '–'],
];

/** The page on accuracy, as Markdown. */
export function accuracyPage(verdicts: Verdict[]): string {
  const categories = groupBy(verdicts, ({ category }) => category);
  const repositories = groupBy(verdicts, ({ repository }) => repository);
  const wrong = verdicts.filter(disagrees);
  return [
    introduction,
    '## By category\n',
    `${verdicts.length} results of ${repositories.size} repositories.\n`,
    table('category', new Map([...categories, ['**all**', verdicts]])),
    '## By check\n',
    ...[...categories].map(([category, ofCategory]) =>
      [
        `### ${category}\n`,
        table(
          'check',
          groupBy(ofCategory, ({ check }) => `\`${check}\``),
        ),
      ].join('\n'),
    ),
    '## Where label and engine disagree\n',
    wrong.length === 0
      ? 'Nowhere.'
      : wrong
          .map(
            ({ repository, check, labelled, graded }) =>
              `- \`${repository}\`, \`${check}\`: labelled ${labelled}, graded ${graded}`,
          )
          .join('\n'),
    '',
  ].join('\n');
}

function groupBy(
  verdicts: Verdict[],
  keyOf: (verdict: Verdict) => string,
): Map<string, Verdict[]> {
  const groups = new Map<string, Verdict[]>();
  for (const verdict of verdicts) {
    const key = keyOf(verdict);
    groups.set(key, [...(groups.get(key) ?? []), verdict]);
  }
  return groups;
}

/** A table as Prettier would leave it: names to the left, numbers to the right. */
function table(heading: string, groups: Map<string, Verdict[]>): string {
  const rows = [
    [heading, ...columns.map(([name]) => name)],
    ...[...groups].map(([name, verdicts]) => {
      const accuracy = measure(verdicts);
      return [name, ...columns.map(([, cell]) => cell(accuracy))];
    }),
  ];
  const widths = rows[0].map((_, column) =>
    Math.max(...rows.map(row => row[column].length)),
  );
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  const [head, ...body] = rows.map(row =>
    line(
      row.map((cell, column) =>
        column === 0
          ? cell.padEnd(widths[column])
          : cell.padStart(widths[column]),
      ),
    ),
  );
  const rule = line(
    widths.map((width, column) =>
      column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
    ),
  );
  return [head, rule, ...body, ''].join('\n');
}
