import { posix } from 'node:path';
import { readInContainer, runsInContainer } from './containerRunners';
import { readHooks, runsHooks } from './commitHooks';
import { packageRunners, readPackageRunner } from './packageRunners';
import { doesOfPhrase, withOptions, withoutLeadingOptions } from './phrases';
import { pushedImages } from './pushedImages';
import { add, known, opaque, ScriptReading } from './ScriptReading';
import { nowhere, Place, CommandReader } from './CommandReader';
import { shellCommands } from './shell';
import { doesOfTask } from './taskNames';
import { tolerated } from './tolerated';
import { readTasks, runsTasks } from './taskRunners';
import { readSessions, runsSessions } from './testSessions';
import { programOf, unwrap } from './unwrap';
import { Variables } from './Variables';

/** How deep commands lead to others. */
const maxNesting = 6;
/** More characters, commands, and words than anybody writes. */
const maxScript = 20_000;
const maxCommands = 500;
const maxWords = 200;

const shells = new Set(['bash', 'sh', 'zsh', 'dash', 'ash', 'pwsh']);
const interpreters =
  /^(?:bash|sh|zsh|dash|ash|python[\d.]*|node|ruby|tsx|ts-node|pwsh|deno|bun)$/;
const coverageWrappers = new Set(['nyc', 'c8', 'coverage']);

/** Options of `coverage run` that are followed by a value. */
const coverageOptions = new Set([
  ...['--source', '--omit', '--include', '--rcfile', '--data-file'],
  ...['--context', '--concurrency', '--source-pkgs'],
]);

/** Commands that nobody calls a script for. */
const plumbing =
  /^(?:echo|printf|true|false|:|exit|return|set|cd|pwd|export|local|source|\.|shift|unset|sleep|date|read|fi|done|esac|function|\[{1,2}|test|cat|mkdir|ls)$/;

/** What is done on the way to something else, and names no task. */
const preparations = new Set([
  ...['install', 'cache', 'fetch', 'ship', 'cluster'],
]);

/** Reads what a shell script does. */
export function readScript(
  script: string,
  place: Place = nowhere,
): ScriptReading {
  return read(script, place, 0);
}

function read(script: string, place: Place, nesting: number): ScriptReading {
  if (nesting > maxNesting) {
    return opaque();
  }
  const reading = known([]);
  const variables = new Variables(place.variables);
  let { folder } = place;
  for (const words of commandsOf(script)) {
    const [program, target] = words;
    variables.assign(words);
    const command = valueOf(program, variables.values);
    if (command !== undefined) {
      const here = { ...place, folder, variables: variables.values };
      const whole = [command, ...words.slice(1)].join(' ');
      add(reading, read(whole, here, nesting + 1));
    } else if (program === 'cd' || program === 'pushd') {
      folder = below(folder, target);
    } else {
      const here = { ...place, folder, variables: variables.values };
      add(reading, readCommand(words, here, nesting));
    }
  }
  return reading;
}

/** The value of a variable that stands where a program is named. */
function valueOf(
  word: string,
  variables: ReadonlyMap<string, string>,
): string | undefined {
  const [, name] = /^\$\{?(\w{1,100})\}?$/.exec(word) ?? [];
  return name === undefined ? undefined : variables.get(name);
}

function commandsOf(script: string): string[][] {
  return shellCommands(script.slice(0, maxScript))
    .slice(0, maxCommands)
    .map(words => words.slice(0, maxWords));
}

/** A folder that a command changes to; `undefined` when it is not known. */
function below(
  folder: string | undefined,
  target: string | undefined,
): string | undefined {
  if (folder === undefined || target === undefined || /[$~]/.test(target)) {
    return undefined;
  }
  const path = posix.normalize(posix.join('/', folder, target)).slice(1);
  return target.startsWith('/') ? undefined : path.replace(/\/$/, '');
}

/** What readers of commands may ask for. */
function readerAt(place: Place, nesting: number): CommandReader {
  // What a command quotes or wraps is shorter than it, in a container too.
  const within = Math.min(nesting + 1, maxNesting);
  return {
    ...place,
    readCommand: words => readCommand(words, place, within),
    readScript: script => read(script, place, within),
    readElsewhere: words =>
      readCommand(
        words,
        { ...nowhere, variables: place.variables, inContainer: true },
        within,
      ),
    readOwn: (name, content, folder = place.folder) =>
      readOwn(name, content, { ...place, folder }, nesting + 1),
  };
}

/** Reads what one command does, given as words. */
function readCommand(
  words: string[],
  place: Place,
  nesting: number,
): ScriptReading {
  if (words[0] === '||') {
    const reading = readCommand(words.slice(1), place, nesting);
    return { ...reading, does: new Set(tolerated(reading.does)) };
  }
  const [first, ...rest] = unwrap(words);
  if (first === undefined || nesting > maxNesting) {
    return known([]);
  }
  const program = programOf(first);
  const args = withoutLeadingOptions(rest);
  const reader = readerAt(place, nesting);
  if (shells.has(program) && rest.some(word => /^-\w*c$/.test(word))) {
    return reader.readScript(args[0] ?? '');
  }
  if (
    coverageWrappers.has(program) &&
    !/^(?:report|xml|html|combine)$/.test(args[0])
  ) {
    const wrapped =
      program === 'coverage' ? ['python', ...afterCoverageRun(rest)] : args;
    return add(withOptions(['coverage'], rest), reader.readCommand(wrapped));
  }
  if (runsInContainer(program, args)) {
    return place.inContainer ? known([]) : readInContainer(args, reader);
  }
  if (packageRunners.has(program)) {
    return readPackageRunner(program, rest, reader);
  }
  if (runsTasks(program)) {
    return readTasks(program, rest, reader);
  }
  if (runsSessions(program)) {
    return readSessions(program, rest, reader);
  }
  if (runsHooks(program)) {
    return readHooks(args, reader);
  }
  if (program === 'node' && rest.includes('--test')) {
    return withOptions(['unit-test'], rest);
  }
  if (interpreters.test(program) && args[0]) {
    return readFile(args[0], args.slice(1), reader);
  }
  const does = doesOfPhrase(program, rest);
  return does
    ? { ...withOptions(does, rest), pushes: pushedImages(program, rest, place) }
    : readFile(program, rest, reader);
}

/** What `coverage run --branch --source app -m pytest` runs. */
function afterCoverageRun(words: string[]): string[] {
  let at = 1;
  while (words[at]?.startsWith('-') && words[at] !== '-m') {
    at += coverageOptions.has(words[at]) ? 2 : 1;
  }
  return words.slice(at);
}

/** A script of the repository, by what it runs, or else by its name. */
function readFile(
  path: string,
  args: string[],
  reader: CommandReader,
): ScriptReading {
  const isPath =
    path.includes('/') || /\.(?:sh|bash|py|[cm]?[jt]s|rb|ps1)$/.test(path);
  if (!isPath) {
    return known([]);
  }
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
  const content = reader.own.script(reader.folder, path);
  // Bundler and Composer put a program of the same name there.
  const does = /^(?:\.\/)?(?:bin|vendor\/bin)\//.test(path)
    ? doesOfPhrase(name, args)
    : undefined;
  return content === undefined && does
    ? withOptions(does, args)
    : reader.readOwn(name, content);
}

/**
 * Judges what the repository itself defines by what it runs. The name says
 * more only where that is not known.
 */
function readOwn(
  name: string,
  content: string | undefined,
  place: Place,
  nesting: number,
): ScriptReading {
  const byName = doesOfTask(name);
  if (content === undefined) {
    return opaque(byName);
  }
  const commands = commandsOf(content);
  if (!place.own.follow(commands.length)) {
    return opaque(byName);
  }
  const reading = read(content, place, nesting);
  if (reading.does.has('fetch') && byName.includes('smoke-test')) {
    reading.does.add('smoke-test');
  }
  const says = [...reading.does].some(what => !preparations.has(what));
  const acts = commands.some(([program]) => !plumbing.test(program));
  if (!says && acts) {
    return add(known(byName), reading);
  }
  // A test runner that is started by a task for integration tests runs those.
  const [kind] = byName;
  if (
    reading.does.has('unit-test') &&
    /^(?:integration|api|smoke)-test$/.test(kind)
  ) {
    reading.does.delete('unit-test');
    reading.does.add(kind);
  }
  return reading;
}
