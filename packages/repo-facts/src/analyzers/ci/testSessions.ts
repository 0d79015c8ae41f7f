import { withOptions } from './phrases';
import { add, known, ScriptReading } from './ScriptReading';
import { CommandReader } from './CommandReader';

/** How tox and nox are told which environments or sessions to run. */
const options: Record<string, RegExp> = {
  tox: /^(?:-e|-m|--env|--envlist)$/,
  nox: /^(?:-s|--sessions?|-e|-t|--tags)$/,
};

/** Whether a program runs the sessions that a file of its own defines. */
export function runsSessions(program: string): boolean {
  return Object.hasOwn(options, program);
}

/** `tox`, `tox -e lint,py313`, `nox -s tests lint`. */
export function readSessions(
  program: string,
  rest: string[],
  reader: CommandReader,
): ScriptReading {
  const words = rest.flatMap(word => word.split(/=|,/));
  const at = words.findIndex(word => options[program].test(word));
  const next = words.findIndex((word, i) => i > at && word.startsWith('-'));
  const named = words.slice(at + 1, next < 0 ? undefined : next);
  const sessions =
    at < 0 ? reader.own.defaultTasks(program, reader.folder) : named;
  const contents = sessions.map(name => ({
    name,
    content: reader.own.task(program, reader.folder, name),
  }));
  return contents.some(({ content }) => content !== undefined)
    ? contents
        .map(({ name, content }) => reader.readOwn(name, content))
        .reduce(add, known([]))
    : withOptions(['unit-test'], rest);
}
