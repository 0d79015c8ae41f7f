import {
  doesByGoal,
  doesByOption,
  doesByPhrase,
  taskRunners,
} from './commandTable';
import { shellCommands } from './shell';
import { doesOfTask } from './taskNames';
import { programOf, unwrap } from './unwrap';

/** What a script does, as far as it is known. */
export interface ScriptReading {
  does: Set<string>;
  /** It runs a script or a task whose content is not known. */
  opaque: boolean;
}

/** Scripts of the `package.json` at the root, by name. */
export type PackageScripts = ReadonlyMap<string, string>;

const phrases = new Map(Object.entries(doesByPhrase));
const longestPhrase = 4;
const maxNesting = 4;
/** More characters, commands, and words than anybody writes. */
const maxScript = 20_000;
const maxCommands = 500;
const maxWords = 200;
const maxImage = 300;

const packageRunners = new Set(['npm', 'yarn', 'pnpm', 'bun']);
const shells = new Set(['bash', 'sh', 'zsh', 'dash', 'ash', 'pwsh']);
const interpreters =
  /^(?:bash|sh|zsh|dash|ash|source|\.|python[\d.]*|node|ruby|tsx|ts-node|pwsh|deno|bun)$/;
const coverageWrappers = new Set(['nyc', 'c8', 'coverage']);

/** Options of `coverage run` that are followed by a value. */
const coverageOptions = new Set([
  ...['--source', '--omit', '--include', '--rcfile', '--data-file'],
  ...['--context', '--concurrency', '--source-pkgs'],
]);
const containerRunners = new Set([
  'docker',
  'podman',
  'nerdctl',
  'docker-compose',
]);

/** Options before a subcommand that are followed by a value. */
const valuedOptions = new Set([
  ...[
    '-n',
    '--namespace',
    '--context',
    '--kubeconfig',
    '-C',
    '--prefix',
    '--cwd',
  ],
  ...[
    '--workspace',
    '-w',
    '--filter',
    '-F',
    '-f',
    '--file',
    '-pl',
    '--project',
  ],
  ...[
    '--profile',
    '--region',
    '-H',
    '-s',
    '--server',
    '--chdir',
    '--dir',
    '-P',
  ],
  ...['--repo', '--org', '--cluster', '--kube-context', '-p'],
]);

/** Images that are not called as the program that they run. */
const imagePrograms: Record<string, string> = {
  zaproxy: 'zap-baseline.py',
  'owasp-zap': 'zap-baseline.py',
  'dependency-check': 'dependency-check.sh',
  'cosign-installer': 'cosign',
};

/** Reads what a shell script does. */
export function readScript(
  script: string,
  scripts: PackageScripts = new Map(),
  nesting = 0,
): ScriptReading {
  const reading: ScriptReading = { does: new Set(), opaque: false };
  if (nesting > maxNesting) {
    return { ...reading, opaque: true };
  }
  for (const words of shellCommands(script.slice(0, maxScript)).slice(
    0,
    maxCommands,
  )) {
    add(reading, readCommand(words.slice(0, maxWords), scripts, nesting));
  }
  return reading;
}

/** Reads what one command does, given as words. */
function readCommand(
  words: string[],
  scripts: PackageScripts,
  nesting: number,
): ScriptReading {
  const [first, ...rest] = unwrap(words);
  if (first === undefined || nesting > maxNesting) {
    return known([]);
  }
  const program = programOf(first);
  const args = withoutLeadingOptions(rest);
  // What a command quotes or wraps is shorter than it, in a container too.
  const within = Math.min(nesting + 1, maxNesting);
  if (shells.has(program) && rest.some(word => /^-\w*c$/.test(word))) {
    return readScript(args[0] ?? '', scripts, within);
  }
  if (
    coverageWrappers.has(program) &&
    !/^(?:report|xml|html|combine)$/.test(args[0])
  ) {
    const wrapped =
      program === 'coverage' ? ['python', ...afterCoverageRun(rest)] : args;
    const reading = readCommand(wrapped, scripts, within);
    return add(reading, known(['coverage']));
  }
  if (
    containerRunners.has(program) &&
    /^(?:run|exec)$/.test(args[args[0] === 'compose' ? 1 : 0])
  ) {
    return readInContainer(args, scripts, nesting);
  }
  if (packageRunners.has(program)) {
    return readPackageRunner(program, args, rest, scripts, nesting);
  }
  if (taskRunners.has(program)) {
    return readTasks(program, rest);
  }
  if (program === 'node' && rest.includes('--test')) {
    return withOptions(['unit-test'], rest);
  }
  if (interpreters.test(program) && args[0]) {
    return readOwnScript(args[0]);
  }
  const does = doesOfPhrase(program, rest);
  return does ? withOptions(does, rest) : readOwnScript(program);
}

/** What `coverage run --branch --source app -m pytest` runs. */
function afterCoverageRun(words: string[]): string[] {
  let at = 1;
  while (words[at]?.startsWith('-') && words[at] !== '-m') {
    at += coverageOptions.has(words[at]) ? 2 : 1;
  }
  return words.slice(at);
}

/** `npm test`, `yarn lint`, `pnpm run build`, `yarn jest`, `npm audit`. */
function readPackageRunner(
  program: string,
  args: string[],
  rest: string[],
  scripts: PackageScripts,
  nesting: number,
): ScriptReading {
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
    return readPackageRunner(
      program,
      withoutLeadingOptions(after.slice(task === 'workspace' ? 1 : 0)),
      after,
      scripts,
      nesting + 1,
    );
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
  const script = scripts.get(task);
  if (script !== undefined) {
    const reading = readScript(script, scripts, nesting + 1);
    if (reading.does.size > 0 || !reading.opaque) {
      return refineTask(withOptions([...reading.does], after), task);
    }
    return add(withOptions(doesOfTask(task), after), {
      does: new Set(),
      opaque: true,
    });
  }
  const tool =
    program === 'npm' ? undefined : doesOfPhrase(programOf(task), after);
  return tool
    ? withOptions(tool, after)
    : { ...withOptions(doesOfTask(task), after), opaque: true };
}

/** A test runner that is started by a task for integration tests runs those. */
function refineTask(reading: ScriptReading, task: string): ScriptReading {
  const [kind] = doesOfTask(task);
  if (
    reading.does.has('unit-test') &&
    /^(?:integration|api|smoke)-test$/.test(kind)
  ) {
    reading.does.delete('unit-test');
    reading.does.add(kind);
  }
  return reading;
}

/** `make lint test`, `mvn -B verify`, `./gradlew check jib`. */
function readTasks(program: string, rest: string[]): ScriptReading {
  const does = new Set<string>();
  const jvm = /^(?:mvn|gradle)/.test(program);
  const skipsTests = rest.some(
    (word, index) =>
      /^-D(?:skipTests|maven\.test\.skip)(?:$|=true)|^-xtest$/.test(word) ||
      (word === '-x' && rest[index + 1] === 'test'),
  );
  withoutLeadingOptions(rest).forEach((task, index, all) => {
    if (
      task.startsWith('-') ||
      task.includes('=') ||
      /^-[xfpC]$|^--(?:projects|project-dir)$/.test(all[index - 1] ?? '')
    ) {
      return;
    }
    // `:api:check` and `org.x:flyway-maven-plugin:1.2:migrate`.
    const goal = jvm
      ? task.replace(/^:?(?:[\w.-]+:)*?(?=[\w-]+(?::[\w-]+)?$)/, '')
      : task;
    const last = goal.slice(goal.lastIndexOf(':') + 1);
    const found =
      (jvm &&
        (own(doesByGoal, goal) ??
          (task.startsWith(':') ? own(doesByGoal, last) : undefined))) ||
      doesOfTask(goal);
    found.forEach(what => does.add(what));
  });
  if (skipsTests) {
    does.delete('unit-test');
    does.delete('integration-test');
  }
  return { does, opaque: !jvm };
}

/** The first known program among the words of `docker run … image command`. */
function readInContainer(
  args: string[],
  scripts: PackageScripts,
  nesting: number,
): ScriptReading {
  for (let at = 1; at < args.length; at++) {
    const word = args[at];
    if (word.length <= maxImage && /^(?!-)[\w./:@-]+$/.test(word)) {
      const [program] = word.slice(word.lastIndexOf('/') + 1).split(/[:@]/);
      const reading = readCommand(
        [own(imagePrograms, program) ?? program, ...args.slice(at + 1)],
        scripts,
        // Nothing in a container leads further.
        nesting + maxNesting,
      );
      if (reading.does.size > 0) {
        return reading;
      }
    }
  }
  return known([]);
}

/** A script of the repository is told by its name, if at all. */
function readOwnScript(path: string): ScriptReading {
  const isPath =
    path.includes('/') || /\.(?:sh|bash|py|[cm]?[jt]s|rb|ps1)$/.test(path);
  if (!isPath) {
    return known([]);
  }
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
  return { does: new Set(doesOfTask(name)), opaque: true };
}

/**
 * Finds the longest phrase that a command begins with. Whether an option
 * before the subcommand takes a value is not known, so both are tried.
 */
function doesOfPhrase(program: string, args: string[]): string[] | undefined {
  const plain = args.filter(word => !word.startsWith('-'));
  const leading = args.findIndex(word => !word.startsWith('-'));
  for (let skipped = 0; skipped <= (leading > 0 ? 3 : 0); skipped++) {
    const words = [program, ...plain.slice(skipped)];
    for (let length = longestPhrase; length > 1; length--) {
      const does = phrases.get(words.slice(0, length).join(' '));
      if (does && words.length >= length) {
        return does;
      }
    }
  }
  return phrases.get(program);
}

function withOptions(does: string[], words: string[]): ScriptReading {
  const reading = known(does);
  const [only] = words.length === 1 ? words : [];
  if (only === '--version' || words.includes('--help')) {
    return known([]);
  }
  if (words.some(word => /^--dry-run(?:$|=(?!none|false))/.test(word))) {
    // A deployment that is only tried out validates the manifests.
    return known(does.includes('deploy') ? ['iac-scan'] : []);
  }
  words.forEach((word, index) => {
    const pair = `${word} ${words[index + 1] ?? ''}`;
    for (const { when, option, adds } of doesByOption) {
      if (
        when.some(what => does.includes(what)) &&
        (option.test(word) || option.test(pair))
      ) {
        adds.forEach(what => reading.does.add(what));
      }
    }
  });
  if (reading.does.has('unit-test') && words.some(isIntegrationHint)) {
    reading.does.delete('unit-test');
    reading.does.add('integration-test');
  }
  return reading;
}

/** `pytest tests/integration`, `go test -tags=integration`, `pytest -m e2e`. */
function isIntegrationHint(word: string): boolean {
  return (
    /(?:^|[/=._:-])(?:integration|e2e|acceptance)(?:$|[/._-])/i.test(word) &&
    !/ignore|exclude|not/i.test(word)
  );
}

function withoutLeadingOptions(words: string[]): string[] {
  let at = 0;
  while (words[at]?.startsWith('-')) {
    at += valuedOptions.has(words[at]) ? 2 : 1;
  }
  return words.slice(at);
}

function known(does: string[]): ScriptReading {
  return { does: new Set(does), opaque: false };
}

function add(reading: ScriptReading, more: ScriptReading): ScriptReading {
  more.does.forEach(what => reading.does.add(what));
  reading.opaque ||= more.opaque;
  return reading;
}

function own<T>(table: Record<string, T>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
