import { resolveVariables } from '../Variables';
import { TaskFile } from './TaskFile';

/** How Make and Just write the head of a recipe. */
interface Dialect {
  program: string;
  head: RegExp;
}

const make: Dialect = {
  program: 'make',
  head: /^([\w./%-]{1,100}(?: [\w./%-]{1,100}){0,20})[ \t]{0,9}::?(?![=:])([^#=]{0,2000})/,
};
const just: Dialect = {
  program: 'just',
  head: /^@?([\w-]{1,100})(?: [^:=]{0,500})?:(?!=)([^#]{0,2000})/,
};

const variable =
  /^([A-Za-z_]\w{0,99})[ \t]{0,99}[:?]{0,2}=[ \t]{0,99}(.{0,500})$/;

/** What decides whether the lines that follow count. All of them may. */
const condition = /^(?:ifn?eq|ifn?def|else|endif)\b/;

export const readMakefile = (text: string) => readRecipes(text, make);
export const readJustfile = (text: string) => readRecipes(text, just);

/** Reads recipes; what a task needs first is called like any other. */
function readRecipes(text: string, { program, head }: Dialect): TaskFile {
  const tasks = new Map<string, string[]>();
  const variables = new Map([['MAKE', 'make']]);
  let current: string[] = [];
  for (const long of text.replace(/\\\r?\n/g, ' ').split('\n')) {
    const line = long.slice(0, 5_000);
    if (/^[ \t]/.test(line)) {
      const command = line.trim().replace(/^[@+-]+[ \t]*/, '');
      current.forEach(name =>
        tasks.get(name)?.push(inShell(command, variables)),
      );
      continue;
    }
    if (condition.test(line)) {
      continue;
    }
    const set = variable.exec(line);
    if (set) {
      variables.set(set[1], inShell(set[2].trim(), variables));
      continue;
    }
    const found = head.exec(line);
    if (found) {
      const [, names, needs] = found;
      current = names.split(' ').filter(name => !/^\.[A-Z]|%/.test(name));
      const calls = (needs.split(';')[0].match(/[\w./-]{1,100}/g) ?? []).map(
        need => `${program} ${need}`,
      );
      current.forEach(name =>
        tasks.set(name, [...(tasks.get(name) ?? []), ...calls]),
      );
    } else if (line.trim() !== '' && !line.startsWith('#')) {
      current = [];
    }
  }
  return {
    tasks: new Map([...tasks].map(([name, lines]) => [name, lines.join('\n')])),
    defaults: [...tasks.keys()].slice(0, 1),
  };
}

/** `$(GO) test $$HOME` and `{{go}} test` with the values of variables. */
function inShell(
  command: string,
  variables: ReadonlyMap<string, string>,
): string {
  const braced = command
    .replace(/\$\(shell /g, '$(')
    .replace(/\$\((\w{1,100})\)/g, '$${$1}')
    .replace(/\{\{ {0,9}(\w{1,100}) {0,9}\}\}/g, '$${$1}')
    .replace(/\$\$/g, '$');
  return resolveVariables(braced, variables);
}
