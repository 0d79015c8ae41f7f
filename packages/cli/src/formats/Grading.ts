import { Difference } from '../grade/compareGrades';
import { TreeGrade } from '../grade/gradeTree';

/** A grade, and what differs from the baseline where there is one. */
export interface ComparedGrade extends TreeGrade {
  difference?: Difference;
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
}
