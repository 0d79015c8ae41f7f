import { createHash } from 'node:crypto';
import { stringify } from 'yaml';
import { parseYamlDocuments } from '../../yaml/readYaml';
import { listOf, mapOf } from '../shapes';
import { Effort } from './Effort';

/** Stands for what only a cluster, or a function that is not followed, knows. */
export const unknown = Symbol('unknown');

/** How what is not known is written, so that it is found again. */
export const unknownMark = '$(unknown)';

/** Stands for a text that every release has to state. */
export const statedMark = '$(stated)';

/** Longer values are nothing that a person put into a chart. */
const maxLength = 256 * 1024;
const maxCount = 1_000;

/** Whether a value counts as set in a condition. */
export function isTruthy(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) {
    return Object.keys(value).length > 0;
  }
  return Boolean(value);
}

/** A value as a template prints it. */
export function printed(value: unknown): string {
  if (value === unknown) {
    return unknownMark;
  }
  if (value === undefined || value === null) {
    return '';
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** A member of a map; a list has none. */
export function memberOf(value: unknown, key: string): unknown {
  if (value === unknown) {
    return unknown;
  }
  const map = mapOf(value);
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

const text = printed;
const number = (value: unknown) => Number(value) || 0;
const isSame = (a: unknown, b: unknown) => text(a) === text(b);

const indented = (by: unknown, value: unknown) => {
  const spaces = ' '.repeat(Math.min(number(by), 100));
  // What is put in as lines is a map, nearly always.
  const lines = value === unknown ? `${unknownMark}: ''` : text(value);
  return lines
    .split('\n')
    .map(line => spaces + line)
    .join('\n');
};

const toYaml = (value: unknown) =>
  stringify(value ?? null, {
    aliasDuplicateObjects: false,
    lineWidth: 0,
  }).trimEnd();

/** Later maps win. */
const merged = (...maps: unknown[]): Record<string, unknown> =>
  maps.map(mapOf).reduce(mergeValues, {});

/** Merges the values of a chart with those that override them. */
export function mergeValues(
  base: Record<string, unknown>,
  over: Record<string, unknown>,
): Record<string, unknown> {
  const entries = new Map(Object.entries(base));
  for (const [key, value] of Object.entries(over)) {
    const isMap =
      typeof value === 'object' && value !== null && !Array.isArray(value);
    entries.set(
      key,
      isMap ? mergeValues(mapOf(entries.get(key)), mapOf(value)) : value,
    );
  }
  return Object.fromEntries(entries);
}

const kindOf = (value: unknown) => {
  if (value === undefined || value === null) return 'invalid';
  if (Array.isArray(value)) return 'slice';
  if (typeof value === 'object') return 'map';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') {
    return Number.isInteger(value) ? 'int' : 'float64';
  }
  return 'string';
};

/** Whether the newest cluster fulfils a constraint such as `>=1.21-0`. */
const fulfils = (constraint: unknown, version: unknown) => {
  const [, sign, major, minor] =
    /^([<>=^~!]*) *v?(\d+)(?:\.(\d+))?/.exec(text(constraint).trim()) ?? [];
  const [, ownMajor, ownMinor] = /^v?(\d+)(?:\.(\d+))?/.exec(text(version)) ?? [
    '',
    '1',
    '99',
  ];
  const distance =
    number(ownMajor) - number(major) || number(ownMinor) - number(minor);
  return sign?.startsWith('<') ? distance < 0 : distance >= 0;
};

const dictOf = (...pairs: unknown[]) =>
  Object.fromEntries(
    pairs.flatMap((key, at) =>
      at % 2 === 0 ? [[text(key), pairs[at + 1]]] : [],
    ),
  );

type TemplateFunction = (...values: unknown[]) => unknown;

/** The functions of Go and Helm that charts use, as far as files can answer. */
const functions: Record<string, TemplateFunction> = {
  // Conditions
  not: value => !isTruthy(value),
  eq: (value, ...others) => others.some(other => isSame(value, other)),
  ne: (a, b) => !isSame(a, b),
  lt: (a, b) => number(a) < number(b),
  le: (a, b) => number(a) <= number(b),
  gt: (a, b) => number(a) > number(b),
  ge: (a, b) => number(a) >= number(b),
  empty: value => !isTruthy(value),
  ternary: (yes, no, condition) => (isTruthy(condition) ? yes : no),
  contains: (part, value) => text(value).includes(text(part)),
  hasPrefix: (part, value) => text(value).startsWith(text(part)),
  hasSuffix: (part, value) => text(value).endsWith(text(part)),
  has: (item, list) => listOf(list).some(other => isSame(item, other)),
  hasKey: (map, key) => memberOf(map, text(key)) !== undefined,
  kindIs: (kind, value) => kindOf(value) === kind,
  kindOf,
  typeIs: (kind, value) => kindOf(value) === kind,
  semverCompare: fulfils,

  // Text
  quote: (...values) =>
    values.map(value => JSON.stringify(text(value))).join(' '),
  squote: (...values) => values.map(value => `'${text(value)}'`).join(' '),
  toString: text,
  print: (...values) => values.map(text).join(''),
  printf: (format, ...values) => {
    const rest = [...values];
    return text(format).replace(/%%|%[-+\d.]*([a-z])/g, (sign, verb) => {
      if (sign === '%%') return '%';
      const value = text(rest.shift());
      return verb === 'q' ? JSON.stringify(value) : value;
    });
  },
  trim: value => text(value).trim(),
  trimSuffix: (suffix, value) => {
    const [end, whole] = [text(suffix), text(value)];
    return end && whole.endsWith(end) ? whole.slice(0, -end.length) : whole;
  },
  trimPrefix: (prefix, value) => {
    const [start, whole] = [text(prefix), text(value)];
    return whole.startsWith(start) ? whole.slice(start.length) : whole;
  },
  trunc: (length, value) => text(value).slice(0, number(length)),
  replace: (old, by, value) => text(value).replaceAll(text(old), text(by)),
  lower: value => text(value).toLowerCase(),
  upper: value => text(value).toUpperCase(),
  kebabcase: value =>
    text(value)
      .replace(/([a-z])([A-Z])/g, '$1-$2')
      .toLowerCase(),
  join: (separator, list) => listOf(list).map(text).join(text(separator)),
  splitList: (separator, value) => text(value).split(text(separator)),
  b64enc: value => Buffer.from(text(value)).toString('base64'),
  sha256sum: value => createHash('sha256').update(text(value)).digest('hex'),
  toYaml,
  toJson: value => JSON.stringify(value ?? null),
  fromYaml: value =>
    parseYamlDocuments(text(value), true).documents[0]?.value ?? {},

  // Numbers
  int: number,
  int64: number,
  float64: number,
  add: (...values) =>
    values.reduce<number>((sum, each) => sum + number(each), 0),
  add1: value => number(value) + 1,
  sub: (a, b) => number(a) - number(b),
  mul: (...values) =>
    values.reduce<number>((product, each) => product * number(each), 1),
  div: (a, b) => Math.trunc(number(a) / (number(b) || 1)),
  max: (...values) => Math.max(...values.map(number)),
  min: (...values) => Math.min(...values.map(number)),
  len: value =>
    typeof value === 'object' && value !== null
      ? Object.keys(value).length
      : text(value).length,

  // Maps and lists
  dict: dictOf,
  list: (...values) => values,
  tuple: (...values) => values,
  get: (map, key) => memberOf(map, text(key)) ?? '',
  dig: (...values) => {
    const [map, fallback, ...keys] = [...values].reverse();
    return (
      keys.reverse().reduce((value, key) => memberOf(value, text(key)), map) ??
      fallback
    );
  },
  index: (value, ...keys) =>
    keys.reduce(
      (inner, key) =>
        Array.isArray(inner) ? inner[number(key)] : memberOf(inner, text(key)),
      value,
    ),
  keys: map => Object.keys(mapOf(map)),
  values: map => Object.values(mapOf(map)),
  merge: (...maps) => merged(...maps.reverse()),
  mergeOverwrite: merged,
  deepCopy: value => value,
  pick: (map, ...keys) =>
    dictOf(...keys.flatMap(key => [key, memberOf(map, text(key))])),
  omit: (map, ...keys) =>
    Object.fromEntries(
      Object.entries(mapOf(map)).filter(([key]) => !keys.includes(key)),
    ),
  first: list => listOf(list)[0],
  last: list => listOf(list).at(-1),
  rest: list => listOf(list).slice(1),
  append: (list, value) => [...listOf(list), value],
  concat: (...lists) => lists.flatMap(listOf),
  uniq: list => [...new Set(listOf(list))],
  until: count =>
    Array.from({ length: Math.min(number(count), maxCount) }, (_, at) => at),

  // What no cluster has yet
  lookup: () => ({}),
};

/** Functions for which what is not known may not matter. */
const lenient: Record<string, TemplateFunction> = {
  and: (...values) => {
    const no = values.findIndex(value => !isTruthy(value));
    if (no >= 0) return values[no];
    return values.includes(unknown) ? unknown : values.at(-1);
  },
  or: (...values) => values.find(isTruthy) ?? values.at(-1),
  default: (fallback, value) => (isTruthy(value) ? value : fallback),
  coalesce: (...values) => values.find(isTruthy),
  // Whoever installs the chart has to give it.
  required: (_, value) => (isTruthy(value) ? value : statedMark),
  indent: indented,
  nindent: (by, value) => `\n${indented(by, value)}`,
};

/** Functions that look at the outside of maps and lists alone. */
const shallow = new Set([
  ...['and', 'coalesce', 'deepCopy', 'default', 'dict', 'dig', 'empty'],
  ...['first', 'get', 'hasKey', 'index', 'keys', 'kindIs', 'kindOf', 'last'],
  ...['list', 'not', 'or', 'required', 'ternary', 'tuple', 'typeIs', 'values'],
]);

/** Calls a function; what depends on something unknown is unknown. */
export function callFunction(
  name: string,
  values: unknown[],
  effort: Effort,
): unknown {
  if (!shallow.has(name)) {
    effort.spendOn(values);
  }
  if (Object.hasOwn(lenient, name)) {
    return bounded(lenient[name](...values));
  }
  if (!Object.hasOwn(functions, name) || values.includes(unknown)) {
    return unknown;
  }
  return bounded(functions[name](...values));
}

function bounded(value: unknown): unknown {
  if (typeof value === 'string' && value.length > maxLength) {
    throw new Error('makes a value that is too long');
  }
  if (Array.isArray(value) && value.length > maxCount) {
    throw new Error('makes a list that is too long');
  }
  return value;
}
