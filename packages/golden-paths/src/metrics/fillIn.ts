/** A variable of Grafana, in any of its forms, or one of Argo Rollouts and the like. */
const variable = String.raw`(?:\$\{[^{}]*\}|\$\w+|\[\[\w+(?::\w+)?\]\]|\{\{[^{}]*\}\})`;

const anyVariable = new RegExp(variable);

/**
 * Texts in quotes and comments, which may hold anything, or else variables in a
 * row. A quote that is not closed goes to the end, so that none is looked for twice.
 */
const parts = new RegExp(
  String.raw`"(?:[^"\\]|\\.)*(?:"|\\?$)|'(?:[^'\\]|\\.)*(?:'|\\?$)|${'`[^`]*(?:`|$)'}|#[^\n]*|(${variable}+)`,
  'gs',
);

/** Before the names of labels that a query groups or matches by. */
const labels =
  /\b(?:by|without|on|ignoring|group_left|group_right)\s*\([^()]*$/;

/** Begins what is calculated with. */
const operand = /^\s*(?!(?:and|or|unless|atan2|offset)\b)[\w.{$]/;

/** Stands for a name. */
const name = 'filled_in';

/** A query in which something stands for each variable. */
export interface FilledIn {
  text: string;
  /** Whether any of a part of the text stands for a variable, or ends a name that begins with one. */
  isFilledIn(from: number, to: number): boolean;
}

/** Whether a text in quotes, which is left as it is, holds a variable. */
export function hasVariable(text: string): boolean {
  return anyVariable.test(text);
}

/**
 * A query with something in place of each variable that may stand there: it is
 * Grafana that knows their values.
 */
export function fillIn(query: string): FilledIn {
  const standIns: [from: number, to: number][] = [];
  let end = 0;
  let before = '';
  let grown = 0;
  const text = query.replace(parts, (part, variables, offset: number) => {
    // No more than shows what is grouped by, or matched, here.
    before = (before + query.slice(end, offset)).slice(-1000);
    end = offset + part.length;
    if (variables === undefined) {
      before += part.startsWith('#') ? '' : '""';
      return part;
    }
    const after = query.slice(end, end + 100);
    const filled = standIn(before, after);
    before += filled;
    const from = offset + grown;
    const [restOfName] = /^[\w:]*/.exec(after)!;
    standIns.push([from, from + filled.length + restOfName.length]);
    grown += filled.length - part.length;
    return filled;
  });
  const marks = new Uint8Array(text.length);
  for (const [from, to] of standIns) marks.fill(1, from, to);
  return {
    text,
    isFilledIn: (from, to) => marks.subarray(from, to).includes(1),
  };
}

function standIn(before: string, after: string): string {
  const duration = /(?:\[|\boffset\s|\[[^[\]]*:)\s*-?(\d*)$/.exec(before);
  if (duration?.[1]) return 'm';
  if (duration) return /^[smhdwy]/.test(after) ? '5' : '5m';
  if (/^_over_time\s*\(/.test(after)) return 'sum';
  const isNamePart = /[\w:]$/.test(before) || /^[\w:]/.test(after);
  if (isNamePart || /^\s*[{[]/.test(after)) return name;
  if (/^\s*(?:\(|by\b|without\b)/.test(after)) return 'sum';
  if (labels.test(before)) return name;
  if (/\{[^{}]*$/.test(before)) {
    if (/[=~]\s*$/.test(before)) return '""';
    if (/^\s*[=!]/.test(after)) return name;
    return `${/"\s*$/.test(before) ? ',' : ''}${name}=""`;
  }
  // Between what is complete and what else is calculated with.
  if (/[)\]}]\s*$/.test(before) && operand.test(after)) return '+';
  return '1';
}
