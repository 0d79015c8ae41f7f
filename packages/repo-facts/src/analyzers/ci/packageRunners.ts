import { doesOfPhrase, withOptions, withoutLeadingOptions } from './phrases';
import { add, known, opaque, ScriptReading } from './ScriptReading';
import { CommandReader } from './CommandReader';
import { doesOfTask } from './taskNames';
import { programOf } from './unwrap';

/** Programs that run the scripts of a `package.json`. */
export const packageRunners = new Set(['npm', 'yarn', 'pnpm', 'bun']);

/** Options that name the folder of the package. */
const folderOptions = new Set(['--prefix', '-C', '--cwd', '--dir']);

/** `npm test`, `yarn lint`, `pnpm run build`, `yarn jest`, `npm audit`. */
export function readPackageRunner(
  program: string,
  rest: string[],
  reader: CommandReader,
): ScriptReading {
  const args = withoutLeadingOptions(rest);
  const does = doesOfPhrase(program, args);
  if (does) {
    return withOptions(does, rest);
  }
  if (args.length === 0) {
    return known(program === 'yarn' ? ['install'] : []);
  }
  let [task] = args;
  let after = args.slice(1);
  if (/^(?:workspaces?|foreach)$/.test(task)) {
    const words = withoutLeadingOptions(
      after.slice(task === 'workspace' ? 1 : 0),
    );
    return reader.readElsewhere([program, ...words]);
  }
  if (/^(?:run|run-script)$/.test(task)) {
    [task = '', ...after] = withoutLeadingOptions(after);
  } else if (program === 'npm') {
    // Without `run`, npm knows these scripts alone.
    if (!/^(?:t|tst|test|start|stop|restart)$/.test(task)) {
      return known([]);
    }
    task = task.startsWith('t') ? 'test' : task;
  }
  const folder = folderOf(rest, reader.folder);
  const script = reader.own.packageScript(folder, task);
  if (script !== undefined) {
    const reading = reader.readOwn(task, script, folder);
    return add(withOptions([...reading.does], after), reading);
  }
  const tool =
    program === 'npm' ? undefined : doesOfPhrase(programOf(task), after);
  return tool
    ? withOptions(tool, after)
    : add(opaque(), withOptions(doesOfTask(task), after));
}

/** The folder whose scripts are meant; `undefined` for other packages. */
function folderOf(
  options: string[],
  folder: string | undefined,
): string | undefined {
  const at = options.findIndex(word => folderOptions.has(word));
  if (at >= 0) {
    return folder === undefined
      ? undefined
      : [folder, options[at + 1] ?? ''].filter(Boolean).join('/');
  }
  const other = /^(?:-w|-F|--workspaces?|--filter)(?:=|$)/;
  return options.some(word => other.test(word)) ? undefined : folder;
}
