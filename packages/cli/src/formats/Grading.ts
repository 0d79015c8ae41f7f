import { Difference } from '../grade/compareGrades';
import { TreeGrade } from '../grade/gradeTree';

/** A grade, and what differs from the baseline where there is one. */
export interface ComparedGrade extends TreeGrade {
  difference?: Difference;
}

/** What the formats show. */
export interface Grading {
  grades: ComparedGrade[];
  /** The file that describes the entities; absent when there is none. */
  catalogFile?: string;
  /** From the root of the repository to the graded folder: `""`, or ends with a slash. */
  prefix: string;
  /** The git revision that was graded as well. */
  baseline?: string;
  /** What a reader should know, in whole sentences. */
  notes: string[];
}
