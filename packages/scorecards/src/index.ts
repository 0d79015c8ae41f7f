/**
 * The built-in scorecards.
 *
 * @packageDocumentation
 */

/** A built-in scorecard as YAML text. */
export interface BuiltInScorecard {
  name: string;
  /** Where it comes from, for problems: `built-in:<name>`. */
  source: string;
  text: string;
}

/** Reads all built-in scorecards from this package. */
export async function readBuiltInScorecards(): Promise<BuiltInScorecard[]> {
  throw new Error('not written yet');
}
