/** A variable of Grafana, in any of its forms, or one of Argo Rollouts and the like. */
const variable = String.raw`(?:\$\{[^{}]*\}|\$\w+|\[\[\w+(?::\w+)?\]\]|\{\{[^{}]*\}\})`;

/** Texts in quotes and comments, which may hold anything, or else variables in a row. */
const parts = new RegExp(
  String.raw`"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|${'`[^`]*`'}|#[^\n]*|(${variable}+)`,
  'gs',
);

/** Before the names of labels that a query groups or matches by. */
const labels =
  /\b(?:by|without|on|ignoring|group_left|group_right)\s*\([^()]*$/;

/** Stands for a name. */
const name = 'filled_in';

/** Whether a name is not one that the query has. */
export function isFilledIn(text: string): boolean {
  return text.includes(name) || text.includes('$');
}

/**
 * A query with something in place of each variable that may stand there: it is
 * Grafana that knows their values.
 */
export function fillIn(query: string): string {
  let end = 0;
  let before = '';
  return query.replace(parts, (part, variables, offset: number) => {
    // No more than shows what is grouped by, or matched, here.
    before = (before + query.slice(end, offset)).slice(-1000);
    end = offset + part.length;
    if (variables === undefined) return part;
    const filled = standIn(before, query.slice(end, end + 100));
    before += filled;
    return filled;
  });
}

function standIn(before: string, after: string): string {
  if (/(?:\[|\boffset\s)\s*-?$|\[[^[\]]*:\s*$/.test(before)) {
    return /^[smhdwy]/.test(after) ? '5' : '5m';
  }
  const isNamePart = /[\w:]$/.test(before) || /^[\w:]/.test(after);
  if (isNamePart || /^\s*[{[]/.test(after)) return name;
  if (/^\s*(?:\(|by\b|without\b)/.test(after)) return 'sum';
  if (labels.test(before)) return name;
  if (/\{[^{}]*$/.test(before)) {
    return /^\s*[=!]/.test(after) ? name : `${name}=""`;
  }
  return '1';
}
