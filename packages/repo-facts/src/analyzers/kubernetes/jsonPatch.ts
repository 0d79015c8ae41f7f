import { mapOf, textOf } from '../shapes';

/** More operations than anybody writes into one patch. */
const maxOperations = 200;

/**
 * Applies the operations of a JSON patch (RFC 6902) that add, replace and
 * remove; one whose place does not exist changes nothing.
 */
export function applyJsonPatch(value: unknown, operations: unknown[]): unknown {
  return operations.slice(0, maxOperations).reduce((patched, operation) => {
    const { op, path, value: given } = mapOf(operation);
    const keys = textOf(path)
      .split('/')
      .slice(1)
      .map(key => key.replaceAll('~1', '/').replaceAll('~0', '~'));
    return ['add', 'replace', 'remove'].includes(textOf(op)) && keys.length > 0
      ? change(patched, keys, textOf(op), given)
      : patched;
  }, value);
}

function change(
  value: unknown,
  [key, ...rest]: string[],
  op: string,
  given: unknown,
): unknown {
  if (Array.isArray(value)) {
    const at = key === '-' ? value.length : Number(key);
    const last = op === 'add' && rest.length === 0 ? value.length : -1;
    if (!Number.isInteger(at) || (at !== last && value[at] === undefined)) {
      return value;
    }
    if (rest.length > 0) {
      return value.map((item, index) =>
        index === at ? change(item, rest, op, given) : item,
      );
    }
    const added = op === 'remove' ? [] : [given];
    return value.toSpliced(at, op === 'add' ? 0 : 1, ...added);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const entries = new Map<string, unknown>(Object.entries(value));
  if (rest.length > 0) {
    if (entries.has(key)) {
      entries.set(key, change(entries.get(key), rest, op, given));
    }
  } else if (op === 'remove') {
    entries.delete(key);
  } else if (op === 'add' || entries.has(key)) {
    entries.set(key, given);
  }
  return Object.fromEntries(entries);
}
