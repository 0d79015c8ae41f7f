/** What a file that defines tasks says. */
export interface TaskFile {
  /** What each task runs, as a shell script. */
  tasks: ReadonlyMap<string, string>;
  /** Tasks that run when none is named. */
  defaults: string[];
}
