/** Words before a command that change how it runs and not what it does. */
const prefixes = new Set([
  ...[
    'if',
    'then',
    'else',
    'elif',
    'while',
    'until',
    'do',
    '!',
    '{',
    '}',
    'time',
  ],
  ...[
    'sudo',
    'env',
    'exec',
    'command',
    'nice',
    'nohup',
    'xvfb-run',
    'npx',
    'pnpx',
  ],
  ...['bunx', 'uvx', 'pipx', 'corepack', '--', 'dotenv', 'cross-env', '&'],
]);

/** Programs that run another one that follows after these subcommands. */
const runners: Record<string, string[]> = {
  npm: ['exec'],
  yarn: ['dlx', 'exec'],
  pnpm: ['dlx', 'exec'],
  poetry: ['run'],
  uv: ['run'],
  pipenv: ['run'],
  pdm: ['run'],
  hatch: ['run'],
  rye: ['run'],
  bundle: ['exec'],
  mise: ['exec', 'x'],
  doppler: ['run'],
  op: ['run'],
  pipx: ['run'],
};

const assignment = /^[A-Za-z_]\w*\+?=/;

/**
 * Takes away what merely leads to a command: variables, `sudo`, `npx`,
 * `poetry run`, `python -m` and so on.
 */
export function unwrap(words: string[]): string[] {
  let rest = words;
  // Each round takes at least one word away.
  for (;;) {
    const [first = '', second = '', third = ''] = rest;
    if (prefixes.has(first) || assignment.test(first)) {
      rest = afterOptions(rest.slice(1));
    } else if (first === 'timeout') {
      rest = afterOptions(rest.slice(1)).slice(1);
    } else if (
      Object.hasOwn(runners, first) &&
      runners[first].includes(second)
    ) {
      rest = afterOptions(rest.slice(2));
    } else if (/^python[\d.]*$/.test(first) && second === '-m') {
      rest = rest.slice(2);
    } else if (
      /^python[\d.]*$|^node$|^deno$/.test(first) &&
      third &&
      second.endsWith('manage.py')
    ) {
      rest = rest.slice(1);
    } else if (first === 'go' && second === 'run' && third.includes('@')) {
      rest = [third, ...rest.slice(3)];
    } else {
      return rest;
    }
  }
}

/** Options of a wrapper that are followed by a value. */
const valued =
  /^(?:-p|--package|--with|--group|--extra|--python|-w|--workspace|-u|--user|--filter|-e|-c)$/;

function afterOptions(words: string[]): string[] {
  let at = 0;
  while (words[at]?.startsWith('-') && words[at] !== '--') {
    at += valued.test(words[at]) ? 2 : 1;
  }
  return words.slice(at);
}

/** No program has a longer path. */
const maxProgram = 300;

/** `./node_modules/.bin/jest@29` is `jest`; a path to an own script stays. */
export function programOf(word: string): string {
  if (word.length > maxProgram) {
    return word;
  }
  const name = word.replace(/(?<=.)@[^/]{0,300}$/, '');
  if (/^(?:\.\/)?(?:mvnw|gradlew)(?:\.(?:bat|cmd))?$/.test(name)) {
    return name.replace(/^\.\//, '').replace(/\.\w+$/, '');
  }
  if (name.endsWith('manage.py')) {
    return 'manage.py';
  }
  return /^(?:\/usr)?(?:\/local)?\/s?bin\/|node_modules\/\.bin\/|\.venv\/bin\/|^venv\/bin\/|^[\w-]+(?:\.[\w-]+)+\//.test(
    name,
  )
    ? name.slice(name.lastIndexOf('/') + 1)
    : name;
}
