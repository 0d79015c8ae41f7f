import { posix } from 'node:path';
import { AnalyzerContext } from '../../Analyzer';
import { fileName, folderOf } from '../../files/paths';
import { isShellScript, mayBeScript } from './shellScripts';
import { readPackageScripts } from './packageScripts';
import { TaskFile } from './TaskFile';
import { readJustfile, readMakefile } from './makefile';
import { readNoxfile } from './noxfile';
import { readPreCommitConfig } from './preCommitConfig';
import { readTaskfile } from './taskfileYaml';
import { readTox } from './tox';

/** Files that define tasks, by the programs that run them. */
const taskFiles: {
  program: string;
  name: RegExp;
  read(text: string): TaskFile;
}[] = [
  { program: 'npm', name: /^package\.json$/, read: readPackageScripts },
  { program: 'make', name: /^(?:GNUm|[Mm])akefile$/, read: readMakefile },
  { program: 'just', name: /^\.?[Jj]ustfile$/, read: readJustfile },
  {
    program: 'task',
    name: /^[Tt]askfile(?:\.dist)?\.ya?ml$/,
    read: readTaskfile,
  },
  { program: 'tox', name: /^tox\.ini$/, read: readTox },
  {
    program: 'pre-commit',
    name: /^\.pre-commit-config\.ya?ml$/,
    read: readPreCommitConfig,
  },
  { program: 'nox', name: /^noxfile\.py$/, read: readNoxfile },
];

/** More files than a pipeline calls, and longer ones than people write. */
const maxFiles = 300;
const maxBytes = 64 * 1024;
/** Commands of own tasks and scripts that are read; calls can multiply. */
const maxCommands = 20_000;

/** What a repository itself defines to be run: tasks, and shell scripts. */
export class OwnCommands {
  static readonly none = new OwnCommands();

  /** By program and folder. */
  readonly #tasks = new Map<string, TaskFile>();
  readonly #scripts = new Map<string, string>();
  #left = maxCommands;

  static async read({
    listing,
    tree,
    signal,
  }: Pick<
    AnalyzerContext,
    'listing' | 'tree' | 'signal'
  >): Promise<OwnCommands> {
    const own = new OwnCommands();
    let files = 0;
    // What lies at the top comes first, should there be too much.
    const byDepth = [...listing.files].sort(
      (a, b) => a.path.split('/').length - b.path.split('/').length,
    );
    for (const { path, size } of byDepth) {
      const kind = taskFiles.find(({ name }) => name.test(fileName(path)));
      if ((!kind && !mayBeScript(path)) || size > maxBytes) {
        continue;
      }
      files += 1;
      if (files > maxFiles) {
        break;
      }
      signal?.throwIfAborted();
      const text = await textOf(tree, path);
      if (text !== undefined && kind) {
        own.#tasks.set(keyOf(kind.program, folderOf(path)), kind.read(text));
      } else if (text !== undefined && isShellScript(path, text)) {
        own.#scripts.set(path, text);
      }
    }
    return own;
  }

  /** Counts commands of what is followed; `false` when there are too many. */
  follow(commands: number): boolean {
    this.#left -= commands + 1;
    return this.#left >= 0;
  }

  /** A script of the `package.json` of a folder. */
  packageScript(folder: string | undefined, name: string): string | undefined {
    return this.task('npm', folder, name);
  }

  /** What a task runs, as a shell script. */
  task(
    program: string,
    folder: string | undefined,
    name: string,
  ): string | undefined {
    return this.#fileOf(program, folder)?.tasks.get(name);
  }

  /** What a program runs that is given no task. */
  defaultTasks(program: string, folder: string | undefined): string[] {
    return this.#fileOf(program, folder)?.defaults ?? [];
  }

  /** The text of a shell script. */
  script(folder: string | undefined, path: string): string | undefined {
    const fromRoot = /^\$\{?(?:GITHUB_WORKSPACE|CI_PROJECT_DIR)\}?\//;
    const base = fromRoot.test(path) ? '' : folder;
    return base === undefined
      ? undefined
      : this.#scripts.get(
          posix.normalize(posix.join(base, path.replace(fromRoot, ''))),
        );
  }

  #fileOf(program: string, folder: string | undefined): TaskFile | undefined {
    return folder === undefined
      ? undefined
      : this.#tasks.get(keyOf(program, folder));
  }
}

function keyOf(program: string, folder: string): string {
  return `${program} ${posix.join('/', folder, '/')}`;
}

async function textOf(
  tree: AnalyzerContext['tree'],
  path: string,
): Promise<string | undefined> {
  try {
    return await tree.read(path);
  } catch {
    // Names of tasks and scripts say enough.
    return undefined;
  }
}
