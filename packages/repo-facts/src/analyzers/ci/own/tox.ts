import { TaskFile } from './TaskFile';

/** A `tox.ini`: what each environment runs. */
export function readTox(text: string): TaskFile {
  const tasks = new Map<string, string>();
  const lists = new Map<string, string[]>();
  let section = '';
  let key = '';
  for (const long of text.split('\n')) {
    const line = long.slice(0, 2_000);
    const head = /^\[([^\]]{1,100})\]/.exec(line);
    const pair = /^([a-z_]{1,50})[ \t]{0,9}=[ \t]{0,99}(.*)$/.exec(line);
    if (head) {
      [section, key] = [head[1].trim(), ''];
    } else if (pair) {
      [, key] = pair;
      append(lists, `${section} ${key}`, pair[2]);
    } else if (/^[ \t]+[^#; \t]/.test(line) && key) {
      append(lists, `${section} ${key}`, line);
    }
  }
  const shared = lists.get('testenv commands') ?? [];
  const defaults = (lists.get('tox env_list') ?? lists.get('tox envlist') ?? [])
    .join(',')
    .split(/[,\s]+/)
    .filter(Boolean)
    .slice(0, 100);
  const own = [...lists.keys()].flatMap(name => {
    const [, env] = /^testenv:(\S{1,100}) commands$/.exec(name) ?? [];
    return env ? [env] : [];
  });
  for (const env of new Set([...own, ...defaults, 'py'])) {
    const lines = lists.get(`testenv:${env} commands`) ?? shared;
    tasks.set(
      env,
      // A leading dash ignores the exit code; names in braces have no value.
      lines
        .map(line => line.replace(/^-\s*/, '').replace(/[{}]/g, ''))
        .join('\n'),
    );
  }
  return { tasks, defaults: defaults.length > 0 ? defaults : ['py'] };
}

function append(lists: Map<string, string[]>, key: string, line: string) {
  const lines = lists.get(key) ?? [];
  lists.set(key, lines);
  if (line.trim() !== '') {
    lines.push(line.trim());
  }
}
