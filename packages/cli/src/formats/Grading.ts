import {
  CheckResult,
  GradeDifference,
  isOpen,
} from '@airworthy/backstage-plugin-readiness-common';
import { TreeGrade } from '../grade/gradeTree';

/** A grade, and what differs from the baseline where there is one. */
export interface ComparedGrade extends TreeGrade {
  difference?: GradeDifference;
}

/** What the formats show. */
export interface Grading {
  grades: ComparedGrade[];
  /** From the root of the repository to where paths of evidence start: `""`, or ends with a slash. */
  prefix: string;
  /** The git revision that was graded as well. */
  baseline?: string;
  /** What a reader should know, in whole sentences. */
  notes: string[];
  /** Whether people are told all there is to do, not only what comes first. */
  all: boolean;
}

/** What is missing by what files can prove: what lifts the level first, then by gain for effort. */
export function openStepsOf(grade: ComparedGrade): CheckResult[] {
  const { results, nextSteps } = grade.report;
  const open = new Map(
    results
      .filter(result => isOpen(grade, result))
      .map(result => [result.check, result] as const),
  );
  return nextSteps.flatMap(check => open.get(check) ?? []);
}

/** What is missing and excused, in the order of the scorecard. */
export function exemptOf({ report }: ComparedGrade): CheckResult[] {
  return report.results.filter(({ status }) => status === 'exempt');
}

/** Whether there is something to tell of a comparison. */
export function hasChanged({ difference }: ComparedGrade): boolean {
  return (
    difference !== undefined &&
    difference.worse.length + difference.better.length > 0
  );
}
