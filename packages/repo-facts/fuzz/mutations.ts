import fc from 'fast-check';

/** One change to a text; two numbers say where and how much. */
export interface Mutation {
  kind: keyof typeof changes;
  at: number;
  size: number;
}

/** No tree holds a larger file, and one byte more is refused. */
const largest = 1024 * 1024 + 1;

const odd = [
  // Keys that objects inherit, and values that surprise
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'null', '~'],
  ...['1e999', '-0', '99999999999999999999', '0x', 'NaN', '.inf', '2001-02-30'],
  // Marks of the languages that are read
  ...['{', '}', '[', ']', '(', ')', '<', '>', '"', "'", '`', '"""', "'''"],
  ...['&a ', '*a', '<<: *a', '!!binary ', '!reference [', '? ', '- ', ': '],
  ...['|', '>-', '---\n', '...\n', '%YAML 9\n', '#', '//', '/*', '*/', '--'],
  ...['<!--', '-->', '<![CDATA[', ']]>', '&lt;', '<!DOCTYPE a [', '<?xml'],
  ...['${', '$(', '${{', '}}', '{{', '{%', '\\', '\\\n', '<<EOF\n', '&&', '|'],
  ...['=', '==', '=>', '@', '[[a]]\n', '[a.', "'''\n", '```\n', '# ', '===\n'],
  // Characters that few expect
  ...['\0', '\r', '\r\n', '\t', '\v', '\f', '\u0085', '\u2028', '\ufeff'],
  ...[
    '\u00a0',
    '\u200b',
    '\u202e',
    '\ud800',
    '\u0130',
    '😀',
    'e\u0301',
    '\x1b[',
  ],
  // Paths
  ...[
    '../',
    '/etc/passwd',
    './',
    '~/',
    'C:\\',
    'file:///',
    '**/',
    '{a,b}',
    '*',
  ],
];

const openers = ['{', '[', '(', '<a>', '- ', '? ', '{a: ', '${', '((', '/*'];

/** Mostly a little; at times as much as breaks what is not bounded. */
function amount(size: number): number {
  if (size % 499 === 0) return 50_000;
  return size % 37 === 0 ? 2_000 : size % 40;
}

const changes = {
  truncate: (text: string, at: number) => text.slice(0, place(text, at)),
  behead: (text: string, at: number) => text.slice(place(text, at)),
  cut: (text: string, at: number, size: number) =>
    around(text, at, size, () => ''),
  repeat: (text: string, at: number, size: number) =>
    around(text, at, size, part => repeated(part, 1 + amount(size >>> 3))),
  repeatLine: (text: string, at: number, size: number) =>
    changeLine(text, at, line => repeated(`${line}\n`, 1 + amount(size))),
  dropLine: (text: string, at: number) => changeLine(text, at, () => ''),
  indentLine: (text: string, at: number, size: number) =>
    changeLine(text, at, line => ' '.repeat(amount(size)) + line),
  swapLines: (text: string, at: number, size: number) => {
    const lines = text.split('\n');
    const [a, b] = [at % lines.length, size % lines.length];
    [lines[a], lines[b]] = [lines[b], lines[a]];
    return lines.join('\n');
  },
  insertOdd: (text: string, at: number, size: number) =>
    around(text, at, 0, () => odd[size % odd.length]),
  insertManyOdd: (text: string, at: number, size: number) =>
    around(text, at, 0, () =>
      repeated(odd[size % odd.length], amount(size >>> 8)),
    ),
  replaceWord: (text: string, at: number, size: number) =>
    changeWord(text, at, () => odd[size % odd.length]),
  copyWord: (text: string, at: number, size: number) =>
    changeWord(text, at, () => wordAt(text, size)),
  stretchWord: (text: string, at: number, size: number) =>
    changeWord(text, at, word => repeated(word, 1 + amount(size))),
  nest: (text: string, at: number, size: number) =>
    around(text, at, 0, () =>
      repeated(openers[size % openers.length], amount(size)),
    ),
  crlf: (text: string) => text.replaceAll('\n', '\r\n'),
  tabs: (text: string) => text.replaceAll('  ', '\t'),
  byteOrderMark: (text: string) => `\ufeff${text}`,
  upperCase: (text: string) => text.toUpperCase(),
  oneLine: (text: string) => text.replaceAll('\n', ' '),
  flipCharacter: (text: string, at: number, size: number) =>
    around(text, at, 1, () => String.fromCharCode(size % 0x2fff)),
};

/** Mutations, most telling first, so that examples shrink to few and simple. */
export const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom(...(Object.keys(changes) as Mutation['kind'][])),
  at: fc.nat(0xffff),
  size: fc.nat(0xffff),
});

export function mutate(text: string, mutations: Mutation[]): string {
  return mutations.reduce(
    (current, { kind, at, size }) =>
      changes[kind](current, at, size).slice(0, largest),
    text,
  );
}

/** A part so many times, or as often as fits into a file. */
function repeated(part: string, times: number): string {
  return part.repeat(Math.min(times, Math.ceil(largest / (part.length + 1))));
}

function place(text: string, at: number): number {
  return at % (text.length + 1);
}

function around(
  text: string,
  at: number,
  size: number,
  change: (part: string) => string,
): string {
  const start = place(text, at);
  const end = start + (size % 200);
  return (
    text.slice(0, start) + change(text.slice(start, end)) + text.slice(end)
  );
}

function changeLine(
  text: string,
  at: number,
  change: (line: string) => string,
): string {
  const lines = text.split('\n');
  const index = at % lines.length;
  lines[index] = change(lines[index]);
  return lines.join('\n');
}

function changeWord(
  text: string,
  at: number,
  change: (word: string) => string,
): string {
  const words = [...text.matchAll(/[\w-]+/g)];
  if (words.length === 0) return text;
  const { 0: word, index } = words[at % words.length];
  return text.slice(0, index) + change(word) + text.slice(index + word.length);
}

function wordAt(text: string, at: number): string {
  const words = text.match(/[\w-]+/g) ?? [''];
  return words[at % words.length];
}
