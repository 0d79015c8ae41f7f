import { doesByGoal, taskRunners } from './goalTable';
import { withoutLeadingOptions } from './phrases';
import { add, known, ScriptReading } from './ScriptReading';
import { CommandReader } from './CommandReader';
import { doesOfTask } from './taskNames';

/** Whether the words after a program name tasks. */
export function runsTasks(program: string): boolean {
  return taskRunners.has(program);
}

/** `make lint test`, `mvn -B verify`, `./gradlew check jib`, `tox -e lint`. */
export function readTasks(
  program: string,
  rest: string[],
  reader: CommandReader,
): ScriptReading {
  return /^(?:mvn|gradle)/.test(program)
    ? readGoals(rest)
    : readOwnTasks(program, rest, reader);
}

function readOwnTasks(
  program: string,
  rest: string[],
  reader: CommandReader,
): ScriptReading {
  const at = rest.findIndex(word => /^(?:-C|--directory|-d|--dir)$/.test(word));
  const folder =
    at < 0 || reader.folder === undefined
      ? reader.folder
      : [reader.folder, rest[at + 1] ?? ''].filter(Boolean).join('/');
  const named = tasksOf(rest);
  const tasks =
    named.length > 0 ? named : reader.own.defaultTasks(program, folder);
  return tasks
    .map(task =>
      reader.readOwn(task, reader.own.task(program, folder, task), folder),
    )
    .reduce(add, known([]));
}

/** What Maven's goals and Gradle's tasks do is the same everywhere. */
function readGoals(rest: string[]): ScriptReading {
  const does = new Set<string>();
  const skipsTests = rest.some(
    (word, index) =>
      /^-D(?:skipTests|maven\.test\.skip)(?:$|=true)|^-xtest$/.test(word) ||
      (word === '-x' && rest[index + 1] === 'test'),
  );
  for (const task of tasksOf(rest)) {
    // `:api:check` and `org.x:flyway-maven-plugin:1.2:migrate`.
    const goal = task.replace(/^:?(?:[\w.-]+:)*?(?=[\w-]+(?::[\w-]+)?$)/, '');
    const last = goal.slice(goal.lastIndexOf(':') + 1);
    const found =
      own(doesByGoal, goal) ??
      (task.startsWith(':') ? own(doesByGoal, last) : undefined) ??
      doesOfTask(goal);
    found.forEach(what => does.add(what));
  }
  if (skipsTests) {
    does.delete('unit-test');
    does.delete('integration-test');
  }
  return known(does);
}

/** The words that are neither options, nor their values, nor variables. */
function tasksOf(rest: string[]): string[] {
  return withoutLeadingOptions(rest).filter(
    (task, index, all) =>
      !task.startsWith('-') &&
      !task.includes('=') &&
      !/^-[xfpCjd]$|^--(?:projects|project-dir|directory|dir)$/.test(
        all[index - 1] ?? '',
      ),
  );
}

function own<T>(table: Record<string, T>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
