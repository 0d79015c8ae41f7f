import { readCode } from '../../source/codeText';
import { languages } from '../../source/languages';
import { TaskFile } from './TaskFile';

const session =
  /^@(?:nox\.)?session\b([^\n]{0,300})\n(?:@[^\n]{0,300}\n){0,10}def (\w{1,100})\(/gm;
const run = /\bsession\.run(?:_always|_install)?\(([^()]{0,2000})\)/g;
const word = /["']([^"'\n]{0,500})["']/g;

/** A `noxfile.py`: what each session runs. */
export function readNoxfile(text: string): TaskFile {
  const { code } = readCode(text, languages.python.syntax);
  const heads = [...code.matchAll(session)];
  const tasks = new Map(
    heads.map((head, index) => {
      const end = heads[index + 1]?.index ?? code.length;
      const body = code.slice(head.index, end);
      const lines = [...body.matchAll(run)].map(([, args]) =>
        [...args.matchAll(word)].map(([, written]) => `'${written}'`).join(' '),
      );
      const [, name = head[2]] =
        /\bname\s?=\s?["']([\w.-]{1,100})/.exec(head[1]) ?? [];
      return [name, lines.join('\n')] as const;
    }),
  );
  return { tasks, defaults: [...tasks.keys()] };
}
