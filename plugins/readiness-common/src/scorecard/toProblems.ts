import { ScorecardProblem } from '../api/scorecards';
import { PlacedMistake } from './YamlSource';

/** More would be noise, from a text that is something else altogether. */
const maxProblems = 100;

/** The mistakes in the order of the text, each once. */
export function toProblems(
  source: string,
  mistakes: PlacedMistake[],
): ScorecardProblem[] {
  const problems = mistakes
    .map(({ line, column, message }) => ({ source, line, column, message }))
    .sort((a, b) => a.line - b.line || a.column - b.column);
  // What an alias repeats is written, and wrong, in one place.
  const distinct = new Map(problems.map(p => [JSON.stringify(p), p]));
  return [...distinct.values()].slice(0, maxProblems);
}
