import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { compareGrades } from '@airworthy/backstage-plugin-readiness-common';
import { SourceTree } from '@airworthy/repo-facts';
import { ComparedGrade, Grading } from '../formats/Grading';
import { formatNames, readOutputs, writeOutputs } from '../formats/outputs';
import { GradeTreeOptions, gradeTree, TreeGrade } from '../grade/gradeTree';
import { readScorecards } from '../grade/readScorecards';
import { Surroundings } from '../Surroundings';
import { openWorkingTree } from '../tree/openWorkingTree';
import { withTreeAt } from '../tree/withTreeAt';
import { UsageError } from '../UsageError';

export const checkHelp = `Grades a working tree: files that are not committed count, files that git ignores do not.

Usage: airworthy check [path] [options]

Options:
  --entity <ref>         the one described entity to grade; all otherwise
  --scorecards <path>    a scorecard, or a folder of them, instead of the built-in ones
  --format <format>      ${formatNames} (default: pretty)
  --output <file>        write there instead of to standard output
  --report <format>=<file>
                         write this format there as well; may be repeated
  --all                  show all next steps, not only those for the next level of one entity
  --min-level <level>    exit with 1 below this level of the scorecard that has it; may be repeated
  --baseline <revision>  grade this git revision too, and exit with 1 only for what got worse

What only the portal's catalog knows is shown as unknown, and holds back no level.
`;

/** `airworthy check` */
export async function check(
  args: string[],
  surroundings: Surroundings,
): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      entity: { type: 'string' },
      scorecards: { type: 'string' },
      format: { type: 'string', default: 'pretty' },
      output: { type: 'string' },
      report: { type: 'string', multiple: true, default: [] },
      all: { type: 'boolean', default: false },
      'min-level': { type: 'string', multiple: true, default: [] },
      baseline: { type: 'string' },
    },
  });
  const { all, baseline, 'min-level': minLevels } = values;
  if (positionals.length > 1) {
    throw new UsageError('check takes one path');
  }
  const outputs = readOutputs(values);

  const cwd = surroundings.cwd();
  const named = positionals[0] ?? '.';
  const folder = resolve(cwd, named);
  const scorecards = await readScorecards(cwd, values.scorecards);
  const working = await openWorkingTree(folder, named);
  const options: Omit<GradeTreeOptions, 'tree'> = {
    folder: working.folder,
    name: basename(folder),
    scorecards,
    entity: values.entity,
    now: surroundings.now(),
  };
  const forget = await showProgress(working.tree, surroundings);
  const grades = await gradeTree({
    ...options,
    tree: working.tree,
  }).finally(forget);
  refuseUnknownLevels(grades, minLevels);

  const notes: string[] = [];
  if (grades.every(({ catalogFile }) => catalogFile === undefined)) {
    notes.push(
      'There is no catalog-info.yaml, so the folder was graded as a service of its name.',
    );
  }
  notes.push(...new Set(grades.flatMap(({ remarks }) => remarks)));
  let compared: ComparedGrade[] = grades;
  if (baseline !== undefined) {
    const before = await withTreeAt(baseline, working, tree =>
      gradeBaseline({ ...options, tree }),
    );
    compared = grades.map(grade => withDifference(grade, before));
    for (const { report, difference } of compared) {
      if (difference) continue;
      notes.push(
        `${report.scorecard} of ${report.entityRef} has nothing to be compared with at ${baseline}.`,
      );
    }
  }
  const below = minLevels.flatMap(level => {
    const entities = entitiesBelow(level, compared);
    return entities.length > 0
      ? [`Below ${level}: ${entities.join(', ')}.`]
      : [];
  });
  notes.push(...below);

  const grading: Grading = {
    grades: compared,
    prefix: working.prefix,
    baseline,
    notes,
    all,
  };
  await writeOutputs(grading, outputs, surroundings);
  const isWorse = compared.some(
    ({ difference }) => difference && difference.worse.length > 0,
  );
  return isWorse || below.length > 0 ? 1 : 0;
}

/** What is compared counts by what got worse alone: the rest is nobody's fault now. */
function entitiesBelow(level: string, grades: ComparedGrade[]): string[] {
  const below = grades.filter(
    ({ report, difference }) =>
      !difference &&
      report.levels.some(({ id, reached }) => id === level && !reached),
  );
  return [...new Set(below.map(({ report }) => report.entityRef))];
}

function refuseUnknownLevels(grades: TreeGrade[], minLevels: string[]): void {
  const known = new Set(
    grades.flatMap(({ report }) => report.levels.map(({ id }) => id)),
  );
  const unknown = minLevels.filter(level => !known.has(level));
  if (unknown.length > 0) {
    throw new UsageError(
      ...unknown.map(
        level =>
          `There is no level "${level}"; there are ${[...known].join(', ')}`,
      ),
    );
  }
}

/** Mistakes in the catalog file of back then, mended since, leave nothing to compare. */
async function gradeBaseline(
  options: Omit<GradeTreeOptions, 'tree'> & { tree?: SourceTree },
): Promise<TreeGrade[]> {
  const { tree } = options;
  if (!tree) return [];
  try {
    return await gradeTree({ ...options, tree });
  } catch (error) {
    if (error instanceof UsageError) return [];
    throw error;
  }
}

function withDifference(grade: TreeGrade, before: TreeGrade[]): ComparedGrade {
  const { entityRef, scorecard } = grade.report;
  const old = before.find(
    ({ report }) =>
      report.entityRef === entityRef && report.scorecard === scorecard,
  );
  return old ? { ...grade, difference: compareGrades(old, grade) } : grade;
}

/** Fewer are read before anybody wonders. */
const manyFiles = 2000;

/** Tells somebody who waits at a terminal what is going on; the answer takes it back. */
async function showProgress(
  tree: SourceTree,
  { stderr }: Surroundings,
): Promise<() => void> {
  if (!stderr.isTTY) return () => {};
  const { files } = await tree.list();
  if (files.length < manyFiles) return () => {};
  stderr.write(`Reading ${files.length.toLocaleString('en')} files...`);
  return () => stderr.write('\r\u001b[K');
}
