import { JsonObject } from '@backstage/types';
import { Finding } from '../checks/Check';

/**
 * What a check, or a command, came to on one result or on a template.
 *
 * @public
 */
export interface CheckOutcome {
  id: string;
  title: string;
  /** `skipped`: a tool is absent; `none`: there was nothing to look at. */
  status: 'pass' | 'fail' | 'skipped' | 'none';
  findings: { message: string; path?: string; line?: number }[];
  /** What was not judged, and why a check was skipped. */
  remarks: string[];
}

/**
 * What a template became for one combination of its parameters.
 *
 * @public
 */
export interface ResultTest {
  /** Such as `ci=github rollout=canary`. */
  combination: string;
  values: JsonObject;
  /** How many files there are. */
  files: number;
  /** The level that it reaches by what files can prove; absent for none. */
  level?: string;
  score?: number;
  outcomes: CheckOutcome[];
}

/**
 * What the test of one template came to.
 *
 * @public
 */
export interface TemplateTest {
  template: string;
  /** Of the template file, below the folder that was tested. */
  path: string;
  /**
   * How far its results are proven to work, by the commands that passed: `built`,
   * `tested` or `started`; absent where none of them proves it.
   */
  tier?: 'built' | 'tested' | 'started';
  /** What is said of the template itself. */
  outcomes: CheckOutcome[];
  results: ResultTest[];
}

/** The outcome of something that was looked at. */
export function outcomeOf(
  check: { id: string; title: string },
  findings: Finding[],
  remarks: string[] = [],
): CheckOutcome {
  const { id, title } = check;
  const status = findings.length > 0 ? 'fail' : 'pass';
  return { id, title, status, findings, remarks: [...new Set(remarks)] };
}

/** The outcome of something that was not looked at. */
export function notLookedAt(
  { id, title }: { id: string; title: string },
  status: 'skipped' | 'none',
  remark?: string,
): CheckOutcome {
  const remarks = remark === undefined ? [] : [remark];
  return { id, title, status, findings: [], remarks };
}
