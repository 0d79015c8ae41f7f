/**
 * Commands that do the same in a pipeline. A phrase is the program and, where
 * it matters, its subcommands; the longest phrase that a command begins with
 * counts. Options do not belong to phrases.
 */
export interface Phrases {
  does: string[];
  phrases: string[];
}
