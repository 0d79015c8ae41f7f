import { classifyHook } from '../dependencies/hookCommands';
import { CommandReader } from './CommandReader';
import { add, known, ScriptReading } from './ScriptReading';

/** Whether a program runs the hooks of `.pre-commit-config.yaml`. */
export function runsHooks(program: string): boolean {
  return program === 'pre-commit' || program === 'prek';
}

/** `pre-commit run --all-files`, `prek run gitleaks`. */
export function readHooks(
  args: string[],
  reader: CommandReader,
): ScriptReading {
  if (args[0] !== 'run') {
    return known([]);
  }
  const entryOf = (id: string) =>
    reader.own.task('pre-commit', reader.folder, id);
  const named = args.slice(1).filter(word => entryOf(word) !== undefined);
  const ids =
    named.length > 0
      ? named
      : reader.own.defaultTasks('pre-commit', reader.folder);
  if (ids.length === 0) {
    // Hooks that are not known are most often these.
    return known(['lint']);
  }
  return ids
    .map(id => {
      const entry = entryOf(id);
      return add(known(classifyHook(id)), reader.readOwn(id, entry));
    })
    .reduce(add);
}
